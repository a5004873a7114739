package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A request that nobody has posted yet: it can be posted, and does not exist for anybody else. */
enum UnpostedRequest implements TransferRequest {
  INSTANCE;

  private static final Refusal NOT_FOUND = Refusal.of(Refusal.Reason.NOT_FOUND);

  @Override
  public Decision<RequestEvent, RequestView> post(
      RequestSpec spec, Mutation mutation, Instant now) {
    Optional<Decision<RequestEvent, RequestView>> known =
        Remembered.recall(Optional.empty(), mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Refusal> notOffered = spec.notOffered();
    if (notOffered.isPresent()) {
      return Decision.refused(notOffered.get());
    }
    if (!now.isBefore(spec.expireAt())) {
      return Decision.refused(
          Refusal.of(Refusal.Reason.REQUEST_EXPIRED, "expire_time", spec.expireAt()));
    }
    var event = new RequestEvent.Posted(now, spec, mutation.key(), mutation.fingerprint());
    return Decision.done(List.of(event), RequestHistory.posted(event).seen());
  }

  @Override
  public GrabDecision grab(
      StoreId supplier,
      List<Units> lines,
      Mutation mutation,
      SoftHolds softHolds,
      Supplier<OrderId> freshOrder,
      Instant now) {
    return new GrabDecision.Refused(List.of(), NOT_FOUND);
  }

  @Override
  public Decision<RequestEvent, Award> reserved(
      OrderId order, SoftHolds softHolds, Duration confirmWithin, Instant now) {
    return Decision.refused(NOT_FOUND);
  }

  @Override
  public Verdict verdict(OrderId order, SoftHolds softHolds) {
    return Verdict.NO;
  }

  @Override
  public Decision<RequestEvent, Long> report(OrderReport report, Instant now) {
    return Decision.refused(NOT_FOUND);
  }

  @Override
  public Decision<RequestEvent, Boolean> expire(Instant now) {
    return Decision.unchanged(false);
  }

  @Override
  public Decision<RequestEvent, RequestView> cancel(String reason, Mutation mutation, Instant now) {
    return Decision.refused(NOT_FOUND);
  }

  @Override
  public Decision<RequestEvent, OrderId> cancelTold(OrderId order, Instant now) {
    return Decision.refused(NOT_FOUND);
  }

  @Override
  public TransferRequest apply(RequestEvent event) {
    if (event instanceof RequestEvent.Posted posted) {
      return RequestHistory.posted(posted);
    }
    throw new IllegalStateException("a request begins with Posted, not with " + event);
  }

  @Override
  public List<Award> ordersToStart() {
    return List.of();
  }

  @Override
  public List<OrderId> ordersToCancel() {
    return List.of();
  }

  @Override
  public Optional<Instant> nextDue(Set<OrderId> started) {
    return Optional.empty();
  }

  @Override
  public Optional<PostedRequest> posted() {
    return Optional.empty();
  }

  @Override
  public Optional<RequestView> view() {
    return Optional.empty();
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public Instant lastEventAt() {
    return Instant.EPOCH;
  }
}
