package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.request.RequestSpec.Mode;
import io.shelfshare.domain.request.RequestView.Status;
import io.shelfshare.domain.routing.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransferRequestTest {
  private static final Duration CONFIRM = Duration.ofMinutes(10);
  private static final Instant EXPIRE = T0.plusSeconds(120);

  private TransferRequest request = TransferRequest.unposted();
  private SoftHolds soft = new SoftHolds();
  private Instant now = T0;
  private int serial;

  private <X> X happens(Decision<RequestEvent, X> decision) {
    decision.events().forEach(event -> request = request.apply(event));
    return answer(decision);
  }

  private static RequestSpec spec(
      Mode mode, boolean allOrNothing, int splitLimit, List<Units> lines) {
    return new RequestSpec(
        A,
        lines,
        mode,
        Optional.empty(),
        EXPIRE,
        Optional.empty(),
        allOrNothing,
        splitLimit,
        "",
        "CN/East");
  }

  private void post(boolean allOrNothing, int splitLimit, Units... lines) {
    happens(
        request.post(
            spec(Mode.FIRST_COME, allOrNothing, splitLimit, List.of(lines)), mutation(1000), now));
  }

  private GrabDecision grab(StoreId store, Mutation mutation, List<Units> lines) {
    return request.grab(store, lines, mutation, soft, () -> order(++serial), now);
  }

  private OrderId softly(StoreId store, List<Units> lines) {
    return ((GrabDecision.Reserve) grab(store, mutation(500 + serial), lines)).order();
  }

  private Reason lost(StoreId store, List<Units> lines) {
    return ((GrabDecision.Refused) grab(store, mutation(900), lines)).refusal().reason();
  }

  private Award win(OrderId order) {
    Award award = happens(request.reserved(order, soft, CONFIRM, now));
    soft.drop(order);
    return award;
  }

  private Award win(StoreId store, long shirts) {
    return win(softly(store, shirts(shirts)));
  }

  private void report(
      Award award, long version, boolean out, boolean ended, long reopened, long accepted) {
    happens(
        request.report(
            new OrderReport(
                award.order(),
                version,
                out,
                ended,
                List.of(new OrderReport.Line(SHIRT, reopened, accepted))),
            now));
  }

  private Status status() {
    return request.view().orElseThrow().status();
  }

  @Test
  @DisplayName("P6: a repeated post finds its request as it was posted")
  void postsOnce() {
    RequestSpec spec = spec(Mode.FIRST_COME, false, 0, shirts(5));
    RequestView first = happens(request.post(spec, mutation(1), now));
    win(B, 5);
    assertThat(request.post(spec, mutation(1), now)).isEqualTo(Decision.unchanged(first));
    assertThat(refusal(request.post(spec, mutation(1, "other"), now)).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void refusesWhatItDoesNotOffer() {
    RequestSpec offer =
        spec(Mode.SEALED_WINDOW, false, 0, shirts(5))
            .with(
                new RequestOptions(
                    RequestOptions.Kind.SUPPLY,
                    RequestOptions.Channel.STORE,
                    Map.of(),
                    List.of(),
                    Optional.empty(),
                    Policy.BUILT_IN));
    RequestSpec now = spec(Mode.FIRST_COME, false, 0, shirts(5));
    assertThat(refusal(request.post(offer, mutation(1), T0)).reason())
        .isEqualTo(Reason.MODE_NOT_OFFERED);
    assertThat(refusal(request.post(now, mutation(1), EXPIRE)).reason())
        .isEqualTo(Reason.REQUEST_EXPIRED);
    assertThat(lost(B, shirts(1))).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  @DisplayName("P1: a second grab for the same unit loses with its reason, and nothing is written")
  void aSecondGrabForTheSameUnitLosesWithItsReason() {
    post(false, 0, units(SHIRT, 1));
    OrderId first = softly(B, shirts(1));
    assertThat(lost(C, shirts(1))).as("only soft-held: not lost yet").isEqualTo(Reason.CONTENDED);
    win(first);
    long version = request.version();
    assertThat(lost(C, shirts(1))).isEqualTo(Reason.ALREADY_COVERED);
    assertThat(request.version()).isEqualTo(version);
  }

  @Test
  void everyLoserHearsTheFirstReasonThatApplies() {
    post(false, 0, units(SHIRT, 5), units(COAT, 1));
    assertThat(lost(A, shirts(9))).isEqualTo(Reason.OWN_REQUEST);
    assertThat(lost(B, shirts(6))).isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
    assertThat(lost(B, List.of(units(new io.shelfshare.domain.SkuId("hat"), 1))))
        .isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
    win(C, 3);
    assertThat(lost(B, shirts(3))).isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
    Mutation late = new Mutation("x", mutation(7).id(), "x", T0.minusSeconds(1));
    var refused = (GrabDecision.Refused) grab(B, late, shirts(1));
    assertThat(refused.refusal().reason()).isEqualTo(Reason.TOO_LATE);
  }

  @Test
  void partialGrabsCoverItPartByPart() {
    post(false, 0, units(SHIRT, 5));
    assertThat(status()).isEqualTo(Status.OPEN);
    win(B, 2);
    assertThat(status()).isEqualTo(Status.PARTLY_COVERED);
    assertThat(request.view().orElseThrow().lines())
        .containsExactly(new RequestLine(SHIRT, 5, 2, 3, 0));
    win(C, 3);
    assertThat(status()).isEqualTo(Status.COVERED);
    assertThat(request.ordersToStart()).hasSize(2);
    assertThat(request.nextDue(Set.of())).isPresent();
    assertThat(request.nextDue(Set.of(order(1), order(2)))).isEmpty();
  }

  @Test
  void allOrNothingTakesEveryUnitOfEveryLine() {
    post(true, 0, units(SHIRT, 2), units(COAT, 1));
    assertThat(lost(B, shirts(2))).isEqualTo(Reason.ALL_OR_NOTHING);
    win(softly(B, List.of(units(COAT, 1), units(SHIRT, 2))));
    assertThat(status()).isEqualTo(Status.COVERED);
  }

  @Test
  void theLastSupplierAllowedBringsAllThatIsOpen() {
    post(false, 2, units(SHIRT, 5));
    win(B, 1);
    win(B, 1);
    assertThat(lost(C, shirts(2))).isEqualTo(Reason.SPLIT_LIMIT);
    win(C, 3);
    assertThat(status()).isEqualTo(Status.COVERED);
  }

  @Test
  void aSupplierThatMayStillLoseDoesNotUseUpTheSplitLimit() {
    post(false, 1, units(SHIRT, 5));
    OrderId first = softly(B, shirts(5));
    assertThat(lost(C, shirts(5))).isEqualTo(Reason.CONTENDED);
    soft.drop(first);
    win(C, 5);
  }

  @Test
  @DisplayName("P6: the same grab again joins the one being decided, then gets its award")
  void aRepeatedGrabIsDecidedOnce() {
    post(false, 0, units(SHIRT, 5));
    Mutation mutation = mutation(1);
    var reserve = (GrabDecision.Reserve) grab(B, mutation, shirts(2));
    assertThat(grab(B, mutation, shirts(2))).isEqualTo(new GrabDecision.InFlight(reserve.order()));
    var reused = (GrabDecision.Refused) grab(B, mutation(1, "other"), shirts(3));
    assertThat(reused.refusal().reason()).isEqualTo(Reason.REQUEST_ID_REUSED);
    Award award = happens(request.reserved(reserve.order(), soft, CONFIRM, now));
    assertThat(grab(B, mutation, shirts(2))).isEqualTo(new GrabDecision.Answered(award));
    assertThat(request.reserved(reserve.order(), soft, CONFIRM, now))
        .isEqualTo(Decision.unchanged(award));
    assertThat(award.confirmBy()).isEqualTo(now.plus(CONFIRM));
  }

  @Test
  @DisplayName("P1: after a crash a reservation cannot win, and its store is told no")
  void aCrashForgetsSoftHolds() {
    post(false, 0, units(SHIRT, 5));
    OrderId order = softly(B, shirts(5));
    soft = new SoftHolds();
    OrderId again = softly(B, shirts(5));
    assertThat(again).as("a fresh order id for each attempt").isNotEqualTo(order);
    assertThat(refusal(request.reserved(order, soft, CONFIRM, now)).reason())
        .isEqualTo(Reason.CONTENDED);
    assertThat(request.verdict(order, soft)).isEqualTo(Verdict.NO);
  }

  @Test
  @DisplayName("P1: a no kills the soft hold first; while an award is written it is undecided")
  void verdicts() {
    post(false, 0, units(SHIRT, 5));
    OrderId killed = softly(B, shirts(2));
    assertThat(request.verdict(killed, soft)).isEqualTo(Verdict.NO);
    assertThat(refusal(request.reserved(killed, soft, CONFIRM, now)).reason())
        .isEqualTo(Reason.CONTENDED);

    OrderId order = softly(B, shirts(2));
    Decision<RequestEvent, Award> award = request.reserved(order, soft, CONFIRM, now);
    assertThat(request.verdict(order, soft)).isEqualTo(Verdict.UNDECIDED);
    happens(award);
    assertThat(request.verdict(order, soft)).isEqualTo(Verdict.WON);
    report(answer(award), 3, false, true, 2, 0);
    assertThat(request.verdict(order, soft)).isEqualTo(Verdict.ENDED);
  }

  @Test
  @DisplayName("P10: nothing is awarded after expiry, which is an event before anybody is told")
  void expiryIsCheckedAgainBeforeWriteTwo() {
    post(false, 0, units(SHIRT, 5));
    OrderId order = softly(B, shirts(2));
    now = EXPIRE;
    var refused =
        (Decision.Refused<RequestEvent, Award>) request.reserved(order, soft, CONFIRM, now);
    assertThat(refused.refusal().reason()).isEqualTo(Reason.REQUEST_EXPIRED);
    assertThat(refused.events()).containsExactly(new RequestEvent.Expired(EXPIRE));
    var late = (GrabDecision.Refused) grab(C, mutation(77), shirts(1));
    assertThat(late.events()).hasSize(1);
    late.events().forEach(event -> request = request.apply(event));
    now = T0;
    assertThat(lost(C, shirts(1))).isEqualTo(Reason.REQUEST_EXPIRED);
    assertThat(status()).isEqualTo(Status.EXPIRED);
  }

  @Test
  @DisplayName("P10: units given back after expiry stay closed")
  void aCoveredRequestThatGetsUnitsBackTooLateExpires() {
    post(false, 0, units(SHIRT, 5));
    Award award = win(B, 5);
    now = EXPIRE.plusSeconds(9);
    assertThat(request.expire(now).events()).isEmpty();
    assertThat(status()).isEqualTo(Status.COVERED);
    report(award, 4, true, true, 5, 0);
    assertThat(status()).isEqualTo(Status.EXPIRED);
    assertThat(request.view().orElseThrow().lines())
        .containsExactly(new RequestLine(SHIRT, 5, 0, 0, 0));
  }

  @Test
  @DisplayName("P6: an award does not follow the grab's not_after")
  void aReservationThatComesTooLateDoesNotAward() {
    post(false, 0, units(SHIRT, 5));
    Mutation hasty = new Mutation("x", mutation(7).id(), "x", T0.plusSeconds(3));
    var reserve = (GrabDecision.Reserve) grab(B, hasty, shirts(1));
    now = T0.plusSeconds(4);
    assertThat(refusal(request.reserved(reserve.order(), soft, CONFIRM, now)).reason())
        .isEqualTo(Reason.TOO_LATE);
    assertThat(soft.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("P6, P10: an event that came too early does not shut out grabs that come in time")
  void aClockThatWasFarAheadShutsNothingOut() {
    post(false, 0, units(SHIRT, 5));
    Award first = win(B, 1);
    now = T0.plusSeconds(100);
    report(first, 3, false, false, 0, 1);
    now = T0.plusSeconds(2);
    Mutation hasty = new Mutation("x", mutation(7).id(), "x", T0.plusSeconds(5));
    OrderId order = ((GrabDecision.Reserve) grab(C, hasty, shirts(1))).order();
    assertThat(soft.placedBefore(T0.plusSeconds(3))).hasSize(1);
    Award award = win(order);
    assertThat(award.at()).as("events stay in order").isEqualTo(T0.plusSeconds(100));
  }

  @Test
  void aSupplierThatGaveUpIsLeftOutAndItsUnitsReopen() {
    post(false, 0, units(SHIRT, 5));
    Award award = win(B, 5);
    report(award, 4, true, true, 5, 0);
    assertThat(status()).isEqualTo(Status.OPEN);
    assertThat(lost(B, shirts(1))).isEqualTo(Reason.SUPPLIER_EXCLUDED);
    win(C, 5);
  }

  @Test
  void reportsAreTotalsAndOldOnesChangeNothing() {
    post(false, 0, units(SHIRT, 5));
    Award award = win(B, 5);
    report(award, 6, false, false, 2, 3);
    OrderReport old =
        new OrderReport(award.order(), 4, false, false, List.of(new OrderReport.Line(SHIRT, 1, 0)));
    assertThat(request.report(old, now)).isEqualTo(Decision.unchanged(6L));
    assertThat(request.view().orElseThrow().lines())
        .containsExactly(new RequestLine(SHIRT, 5, 3, 2, 3));
  }

  @Test
  void isFulfilledWhenAllIsReceivedAndClosedWhenNoMoreCanCome() {
    post(false, 0, units(SHIRT, 5));
    Award award = win(B, 5);
    report(award, 6, false, false, 0, 3);
    assertThat(status()).isEqualTo(Status.COVERED);
    report(award, 7, false, true, 0, 4);
    assertThat(status()).as("one arrived damaged").isEqualTo(Status.CLOSED);
    report(award, 8, false, true, 0, 5);
    assertThat(status()).isEqualTo(Status.FULFILLED);
  }

  @Test
  @DisplayName("P10, P6: a cancelled request awards nothing and tells its orders")
  void cancels() {
    post(false, 0, units(SHIRT, 5));
    Award award = win(B, 2);
    OrderId racing = softly(C, shirts(1));
    RequestView answered = happens(request.cancel("sold it", mutation(1), now));
    assertThat(answered.status()).isEqualTo(Status.CANCELLED);
    assertThat(refusal(request.reserved(racing, soft, CONFIRM, now)).reason())
        .isEqualTo(Reason.REQUEST_CANCELLED);
    assertThat(lost(C, shirts(1))).isEqualTo(Reason.REQUEST_CANCELLED);
    assertThat(request.ordersToCancel()).containsExactly(award.order());
    happens(request.cancelTold(award.order(), now));
    assertThat(request.ordersToCancel()).isEmpty();
    report(award, 3, false, true, 2, 0);
    assertThat(request.cancel("sold it", mutation(1), now)).isEqualTo(Decision.unchanged(answered));
    assertThat(refusal(request.cancel("again", mutation(2), now)).reason())
        .isEqualTo(Reason.REQUEST_CANCELLED);
  }

  @Test
  @DisplayName("P6: one id means one mutation of a request, whatever kind it is")
  void anIdOfOneKindOfMutationIsRefusedToAnother() {
    post(false, 0, units(SHIRT, 5));
    Mutation grabbed = mutation(1);
    win(((GrabDecision.Reserve) grab(B, grabbed, shirts(1))).order());
    assertThat(refusal(request.cancel("", grabbed, now)).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
    assertThat(refusal(request.cancel("", mutation(1000), now)).reason())
        .as("it was posted with that id")
        .isEqualTo(Reason.REQUEST_ID_REUSED);
    Mutation taken = mutation(2);
    happens(request.cancel("", taken, now));
    assertThat(((GrabDecision.Refused) grab(B, taken, shirts(1))).refusal().reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void anExpiredRequestCanBeCancelledOnlyWhileItsOrdersGoOn() {
    post(false, 0, units(SHIRT, 5));
    now = EXPIRE;
    Decision<RequestEvent, RequestView> refused = request.cancel("", mutation(1), now);
    assertThat(refusal(refused).reason()).isEqualTo(Reason.REQUEST_EXPIRED);
    assertThat(refused.events()).hasSize(1);
  }
}
