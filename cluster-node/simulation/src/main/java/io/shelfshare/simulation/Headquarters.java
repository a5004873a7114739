package io.shelfshare.simulation;

import io.shelfshare.domain.routing.Factor;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Ring;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says who is asked when, and changes its mind while requests are open. */
final class Headquarters {
  private static final String OTHER_ID = "far-out";
  private static final Reach CITY = new Reach.SameRegion(3);
  private static final Reach NEAR = new Reach.Within(20);
  private static final Reach REGION = new Reach.SameRegion(2);
  private static final Reach DAY_TRIP = new Reach.Within(300);
  private static final Reach ALL = new Reach.Everybody();

  private static final List<List<Ring>> RINGS =
      List.of(
          List.of(),
          List.of(ring(0, NEAR, false), ring(8, REGION, false), ring(25, ALL, false)),
          List.of(ring(0, REGION, true), ring(10, ALL, true), ring(30, ALL, false)),
          List.of(ring(0, NEAR, true), ring(6, DAY_TRIP, true), ring(20, ALL, true)),
          List.of(ring(0, CITY, false), ring(15, ALL, true)),
          List.of(ring(0, DAY_TRIP, false), ring(40, ALL, false)));

  private final World world;
  private final Calls calls;

  Headquarters(World world, Calls calls) {
    this.world = world;
    this.calls = calls;
  }

  private static Ring ring(int afterSeconds, Reach reach, boolean havingIt) {
    return new Ring(Duration.ofSeconds(afterSeconds), reach, havingIt);
  }

  private int dice(int sides) {
    return world.random().nextInt(sides);
  }

  /** In most chains there is a policy from the first day on. */
  void open() {
    if (dice(4) > 0) {
      PolicyNode policies = world.policies();
      policies.create(draft(Policy.DEFAULT_ID), calls.mutation("first policy"));
      policies.publish(new PolicyRef(Policy.DEFAULT_ID, 1), calls.mutation("first publication"));
    }
  }

  /** Makes another version, or publishes one, perhaps an older one. */
  void act() {
    PolicyNode policies = world.policies();
    List<Policy> versions = policies.book().versions();
    if (versions.isEmpty() || dice(2) == 0) {
      Policy draft = draft(dice(3) == 0 ? OTHER_ID : Policy.DEFAULT_ID);
      String what = "create a version of " + draft.ref().id() + " " + draft.toString().hashCode();
      calls.call(policies, what, sent -> policies.create(draft, sent));
    } else {
      PolicyRef ref = versions.get(versions.size() - 1 - dice(Math.min(3, versions.size()))).ref();
      calls.call(policies, "publish " + ref, sent -> policies.publish(ref, sent));
    }
  }

  private Policy draft(String id) {
    SortedMap<Factor, Long> weights = new TreeMap<>();
    for (Factor factor : Factor.values()) {
      if (dice(3) > 0) {
        weights.put(factor, 10L * dice(4));
      }
    }
    weights.put(Factor.DISTANCE, 10L + dice(30));
    return new Policy(
        new PolicyRef(id, 0), id, RINGS.get(dice(RINGS.size())), weights, 100 + dice(2) * 900);
  }

  /** What a request gets that is posted now: the published version of some policy. */
  Policy forPost() {
    PolicyBook book = world.policies().book();
    return switch (dice(6)) {
      case 0, 1 -> Policy.BUILT_IN;
      case 2 -> book.published(OTHER_ID).orElse(Policy.BUILT_IN);
      default -> book.published(Policy.DEFAULT_ID).orElse(Policy.BUILT_IN);
    };
  }
}
