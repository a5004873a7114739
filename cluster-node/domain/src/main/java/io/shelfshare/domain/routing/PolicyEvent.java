package io.shelfshare.domain.routing;

import io.shelfshare.domain.Mutation;
import java.time.Instant;

/** What happened to the policies. */
public sealed interface PolicyEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /** A version was made; nobody uses it before it is published. */
  record Created(Instant at, Policy policy, Mutation.Key mutation, String fingerprint)
      implements PolicyEvent {}

  /** A version, perhaps an older one, is what new requests get from now on. */
  record Published(Instant at, PolicyRef ref, Mutation.Key mutation, String fingerprint)
      implements PolicyEvent {}
}
