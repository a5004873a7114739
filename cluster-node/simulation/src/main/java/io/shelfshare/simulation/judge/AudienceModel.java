package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.routing.Audience;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Ring;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whom a request has reached, ring by ring; nobody is ever left out again. Mutable. */
final class AudienceModel {
  private static final String BROKEN = "routing";

  private final List<Ring> rings;
  private final Instant postedAt;
  private final StoreId poster;
  private final Whereabouts whereabouts;
  private final Set<StoreId> having = new HashSet<>();
  private int opened;

  AudienceModel(List<Ring> rings, Instant postedAt, StoreId poster, Whereabouts whereabouts) {
    this.rings = rings;
    this.postedAt = postedAt;
    this.poster = poster;
    this.whereabouts = whereabouts;
    // A first ring of all stores needs no looking up.
    opened = !rings.isEmpty() && !rings.get(0).havingIt() ? 1 : 0;
  }

  /** The next ring is asked; {@code told} is who was found for it. */
  void take(RequestEvent.RingOpened event, List<Facts> told) {
    requireSame(opened, event.ring(), BROKEN, "the ring that is next", event);
    require(opened < rings.size(), BROKEN, "a ring that the policy has not", event);
    Ring ring = rings.get(opened);
    boolean due = !event.at().isBefore(postedAt.plus(ring.after()));
    require(due, BROKEN, "a ring before its time", event);
    if (ring.havingIt()) {
      for (StoreId store : event.stores()) {
        boolean has = told.stream().anyMatch(one -> one.store().equals(store));
        require(has, BROKEN, "a ring of those who have it, and one was not found", event);
        boolean within = whereabouts.within(ring.reach(), poster, store);
        require(within, BROKEN, "beyond its ring", event);
      }
      requireSame(told.size(), event.stores().size(), BROKEN, "stores that have it", event);
      having.addAll(event.stores());
    } else {
      require(event.stores().isEmpty(), BROKEN, "a ring of all asks some", event);
    }
    opened++;
  }

  boolean reached(StoreId store) {
    if (rings.isEmpty() || having.contains(store)) {
      return true;
    }
    for (Ring ring : rings.subList(0, opened)) {
      if (!ring.havingIt() && whereabouts.within(ring.reach(), poster, store)) {
        return true;
      }
    }
    return false;
  }

  void compare(Audience shown, Object about) {
    requireSame(opened - 1, shown.ring(), BROKEN, "the newest ring", about);
    require(shown.having().equals(having), BROKEN, "others were reached", about);
  }
}
