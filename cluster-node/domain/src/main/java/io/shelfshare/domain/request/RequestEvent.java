package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import java.time.Instant;

/** What happened to a transfer request. No {@code Awarded} follows Expired or Cancelled (P10). */
public sealed interface RequestEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /** It was posted. */
  record Posted(Instant at, RequestSpec spec, Mutation.Key mutation, String fingerprint)
      implements RequestEvent {}

  /** Write 2 of a grab. */
  record Awarded(Instant at, Award award) implements RequestEvent {}

  /** An order reported what it gave back or received; totals, which only rise. */
  record OrderReported(Instant at, OrderReport report) implements RequestEvent {}

  /** Its time ran out; what was not covered is closed. */
  record Expired(Instant at) implements RequestEvent {}

  /** The asking store took it back. */
  record Cancelled(Instant at, String reason, Mutation.Key mutation, String fingerprint)
      implements RequestEvent {}

  /** An order was told of the cancellation and knows it durably. */
  record CancelTold(Instant at, io.shelfshare.domain.OrderId order) implements RequestEvent {}
}
