package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;

import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.PolicyRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which policies there are and were published: no version ever changes. Mutable. */
final class PoliciesModel {
  private static final String BROKEN = "routing";

  private final Map<PolicyRef, Policy> versions = new HashMap<>();
  private final Map<String, Integer> newest = new HashMap<>();
  private final Set<PolicyRef> everPublished = new HashSet<>();

  void take(PolicyEvent event) {
    if (event instanceof PolicyEvent.Created created) {
      PolicyRef ref = created.policy().ref();
      int next = newest.getOrDefault(ref.id(), 0) + 1;
      require(ref.version() == next, BROKEN, "not the next version of a policy", event);
      newest.put(ref.id(), next);
      versions.put(ref, created.policy());
    } else if (event instanceof PolicyEvent.Published published) {
      require(versions.containsKey(published.ref()), BROKEN, "published out of nothing", event);
      everPublished.add(published.ref());
    }
  }

  /** What a request pins is some published version, or the one that needs no publishing. */
  void checkPinned(Policy policy, Object about) {
    if (policy.ref().version() == 0) {
      require(policy.rings().isEmpty(), BROKEN, "a draft was pinned", about);
      return;
    }
    require(everPublished.contains(policy.ref()), BROKEN, "pinned before published", about);
    require(policy.equals(versions.get(policy.ref())), BROKEN, "a version changed", about);
  }
}
