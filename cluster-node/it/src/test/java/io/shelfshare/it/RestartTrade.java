package io.shelfshare.it;

import com.google.protobuf.Message;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What is traded before everything ends: orders and requests in every state of waiting. */
final class RestartTrade {
  private static final int UNITS_EACH = 10;
  private static final Duration EXPIRES_SOON = Duration.ofSeconds(12);
  private static final Duration EXPIRES_LATE = Duration.ofHours(1);
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  private final MarketFixture market;
  final String sku;
  final Clerk asking;
  final Clerk first;
  final Clerk second;
  final Evidence evidence = new Evidence();

  /** Two orders of it go on, and two of its five units stay open. */
  TransferRequest kept;

  GrabTransferRequestResponse shipped;
  GrabTransferRequestResponse confirmed;

  /** Its one order is never confirmed. */
  TransferRequest reopening;

  GrabTransferRequestResponse unconfirmed;

  /** Nobody grabs it in time. */
  TransferRequest lapsing;

  /** Its time runs out before that of its unconfirmed order. */
  TransferRequest closing;

  GrabTransferRequestResponse closed;

  RestartTrade(MarketFixture market, String name) {
    this.market = market;
    Chain chain = market.chain(name, 3, 1, UNITS_EACH);
    sku = chain.skus().get(0);
    asking = chain.all().get(0);
    first = chain.all().get(1);
    second = chain.all().get(2);
  }

  private Instant in(Duration time) {
    return market.clock().instant().plus(time);
  }

  private TransferRequest post(long units, Duration expires) {
    return done(asking.post(sku, units, in(expires)));
  }

  private GrabTransferRequestResponse grab(Clerk clerk, TransferRequest request, long units) {
    return done(clerk.grab(request.getName(), sku, units));
  }

  private <A extends Message> A done(Mutation<A> mutation) {
    return evidence.acknowledged(mutation, mutation.sendUntilFinal(GENEROUS));
  }

  private void confirm(Clerk clerk, GrabTransferRequestResponse won) {
    Eventually.holds(GENEROUS, () -> done(clerk.confirm(won.getTransferOrder())));
  }

  void play() {
    kept = post(5, EXPIRES_LATE);
    shipped = grab(first, kept, 2);
    confirm(first, shipped);
    done(first.ship(shipped.getTransferOrder()));
    confirmed = grab(second, kept, 1);
    confirm(second, confirmed);
    done(second.sale(sku, 1));
    reopening = post(3, EXPIRES_LATE);
    unconfirmed = grab(first, reopening, 1);
    closing = post(2, EXPIRES_SOON);
    closed = grab(second, closing, 1);
    lapsing = post(1, EXPIRES_SOON);
  }

  Instant lastDeadline() {
    return Stream.of(
            Clerk.instant(lapsing.getExpireTime()),
            Clerk.instant(closing.getExpireTime()),
            Clerk.instant(unconfirmed.getConfirmBy()),
            Clerk.instant(closed.getConfirmBy()))
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
