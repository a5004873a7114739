package io.shelfshare.domain.routing;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All policies in all their versions, and which of them are published. Immutable; {@link #apply}
 * makes the next one.
 *
 * @param versions oldest first; none ever changes or goes away, as requests have pinned them
 * @param published at most one of each policy
 * @param mutations what was done and can be retried
 */
public record PolicyBook(
    List<Policy> versions,
    List<PolicyRef> published,
    List<Remembered<Policy>> mutations,
    Instant lastEventAt,
    long revision) {
  /** Before the first policy. */
  public static final PolicyBook EMPTY =
      new PolicyBook(List.of(), List.of(), List.of(), Instant.EPOCH, 0);

  public PolicyBook {
    versions = List.copyOf(versions);
    published = List.copyOf(published);
    mutations = List.copyOf(mutations);
  }

  /**
   * Makes the next version of a policy.
   *
   * @param draft without problems; its version is not looked at
   */
  public Decision<PolicyEvent, Policy> create(Policy draft, Mutation mutation, Instant now) {
    Optional<Decision<PolicyEvent, Policy>> known = recall(mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    int version = 1 + newest(draft.ref().id()).map(policy -> policy.ref().version()).orElse(0);
    Policy policy = draft.withVersion(version);
    return Decision.done(
        List.of(new PolicyEvent.Created(time(now), policy, mutation.key(), mutation.fingerprint())),
        policy);
  }

  /** Publishes a version; an older one is a roll back. The answer is that version. */
  public Decision<PolicyEvent, Policy> publish(PolicyRef ref, Mutation mutation, Instant now) {
    Optional<Decision<PolicyEvent, Policy>> known = recall(mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Policy> policy = version(ref);
    if (policy.isEmpty()) {
      return Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND, "policy", ref.id()));
    }
    if (published.contains(ref)) {
      return Decision.unchanged(policy.get());
    }
    return Decision.done(
        List.of(new PolicyEvent.Published(time(now), ref, mutation.key(), mutation.fingerprint())),
        policy.get());
  }

  private Optional<Decision<PolicyEvent, Policy>> recall(Mutation mutation, Instant now) {
    Optional<Remembered<Policy>> found =
        mutations.stream().filter(one -> one.key().equals(mutation.key())).findFirst();
    return Remembered.recall(found, mutation, now);
  }

  /** Takes an event in. */
  public PolicyBook apply(PolicyEvent event) {
    List<Policy> all = new ArrayList<>(versions);
    List<PolicyRef> out = new ArrayList<>(published);
    Remembered<Policy> remembered;
    if (event instanceof PolicyEvent.Created created) {
      all.add(created.policy());
      remembered =
          new Remembered<>(
              created.mutation(), created.fingerprint(), created.at(), created.policy());
    } else if (event instanceof PolicyEvent.Published it) {
      out.removeIf(ref -> ref.id().equals(it.ref().id()));
      out.add(it.ref());
      remembered =
          new Remembered<>(
              it.mutation(), it.fingerprint(), it.at(), version(it.ref()).orElseThrow());
    } else {
      throw new IllegalStateException("not an event of policies: " + event);
    }
    return new PolicyBook(
        all, out, Remembered.with(mutations, remembered), event.at(), revision + 1);
  }

  /** One version. */
  public Optional<Policy> version(PolicyRef ref) {
    return versions.stream().filter(policy -> policy.ref().equals(ref)).findFirst();
  }

  /** The newest version of a policy, published or not. */
  public Optional<Policy> newest(String id) {
    return versions.stream()
        .filter(policy -> policy.ref().id().equals(id))
        .reduce((older, newer) -> newer);
  }

  /** The version of a policy that new requests get. */
  public Optional<Policy> published(String id) {
    return published.stream().filter(ref -> ref.id().equals(id)).findFirst().flatMap(this::version);
  }

  private Instant time(Instant now) {
    return now.isAfter(lastEventAt) ? now : lastEventAt;
  }
}
