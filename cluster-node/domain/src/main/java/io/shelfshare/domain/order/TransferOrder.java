package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.SupplyStep;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One supplier's leg of a request. Immutable; {@link #apply} makes the next one. There is a type
 * for each part of its life, which says what can be done in it; whatever it does not say is refused
 * with {@code ORDER_STATE}. Callers say what their clock shows; events and deadlines go by the
 * later of that and the last event, {@code not_after} and the age of ids by the clock alone.
 *
 * <pre>
 * unstarted ─→ AWARDED ─→ CONFIRMED ─→ PACKED ─→ SHIPPED ─→ ARRIVED ─→ RECEIVED ─→ SETTLED ─→ CLOSED
 *                 └───────────┴───────────┤         └──────────┴─→ RETURNING ─→ RETURNED ┘
 *                                         │         └──────────┴─→ LOST ─────────────────┘
 *                                         └─→ RELEASED or CANCELLED
 * </pre>
 *
 * <p>Lost units that are found, and units that a customer gives back, make it travel once more as
 * long as it is not closed.
 */
public abstract sealed class TransferOrder
    permits UnstartedOrder, HeldOrder, SentOrder, EndedOrder {

  /** An order that has not heard of its award yet. */
  public static TransferOrder unstarted() {
    return UnstartedOrder.INSTANCE;
  }

  /** The order that {@link #state} was taken of. */
  public static TransferOrder of(OrderState state) {
    return switch (state.view().status()) {
      case AWARDED -> new AwardedOrder(state);
      case CONFIRMED -> new ConfirmedOrder(state);
      case PACKED -> new PackedOrder(state);
      case SHIPPED, ARRIVED -> new TravellingOrder(state);
      case RETURNING -> new ReturningOrder(state);
      case RECEIVED, RETURNED, LOST, SETTLED -> new DeliveredOrder(state);
      case CLOSED, RELEASED, CANCELLED -> new EndedOrder(state);
    };
  }

  /** All that it is, for a snapshot; empty before it started. */
  public abstract Optional<OrderState> state();

  /** What both stores see of it; empty before it started. */
  public final Optional<OrderView> view() {
    return state().map(OrderState::view);
  }

  /**
   * Begins its life; the same again changes nothing.
   *
   * @param held what the supplier's store still held when the order was bound
   */
  public Decision<OrderEvent, OrderView> start(
      OrderTerms terms, OrderPins pins, List<Units> held, Instant now) {
    return Decision.unchanged(state().orElseThrow().view());
  }

  /**
   * The supplier found units.
   *
   * @param found everything that is pending where it is empty; a SKU left out was not found
   * @param shortReason why it is fewer; needed then
   */
  public final Decision<OrderEvent, OrderView> confirm(
      List<Units> found, Optional<ShortReason> shortReason, Mutation mutation, Instant now) {
    return once(mutation, now, () -> confirmAt(found, shortReason, by(mutation), time(now)));
  }

  /** The supplier packed what it confirmed. */
  public final Decision<OrderEvent, OrderView> pack(Mutation mutation, Instant now) {
    return once(mutation, now, () -> packAt(by(mutation), time(now)));
  }

  /**
   * The units left the supplier.
   *
   * @param lines everything that is pending where it is empty; a SKU left out was not shipped
   * @param shortReason why it is fewer; needed then
   */
  public final Decision<OrderEvent, OrderView> ship(
      List<Units> lines,
      Optional<ShortReason> shortReason,
      Shipment shipment,
      Mutation mutation,
      Instant now) {
    return once(mutation, now, () -> shipAt(lines, shortReason, shipment, by(mutation), time(now)));
  }

  /** It is at the door. May be left out. */
  public final Decision<OrderEvent, OrderView> arrive(Mutation mutation, Instant now) {
    return once(mutation, now, () -> arriveAt(by(mutation), time(now)));
  }

  /**
   * A parcel arrived.
   *
   * @param receipts everything that is in transit, in order, where it is empty
   * @param nearer where a customer refused units: the nearer of the two stores, if that is known
   */
  public final Decision<OrderEvent, OrderView> receive(
      List<Receipt> receipts, Optional<StoreId> nearer, Mutation mutation, Instant now) {
    return once(mutation, now, () -> receiveAt(receipts, nearer, by(mutation), time(now)));
  }

  /** The asking store calls back what is in transit, to the supplier or, from a customer, to it. */
  public final Decision<OrderEvent, OrderView> recall(
      StoreId returnTo, Mutation mutation, Instant now) {
    return once(mutation, now, () -> recallAt(returnTo, by(mutation), time(now)));
  }

  /**
   * Units that are suspected lost are written off.
   *
   * @param lost everything that is on the present way where it is empty
   */
  public final Decision<OrderEvent, OrderView> confirmLost(
      List<Units> lost, Liable liable, Mutation mutation, Instant now) {
    return once(mutation, now, () -> confirmLostAt(lost, liable, by(mutation), time(now)));
  }

  /**
   * Units that were written off are on their way again.
   *
   * @param found everything that was written off where it is empty
   */
  public final Decision<OrderEvent, OrderView> find(
      List<Units> found, Mutation mutation, Instant now) {
    return once(mutation, now, () -> foundAt(found, by(mutation), time(now)));
  }

  /** The customer gives units back. */
  public final Decision<OrderEvent, OrderView> giveBack(
      OrderCommand.GiveBack what, Mutation mutation, Instant now) {
    return once(mutation, now, () -> giveBackAt(what, by(mutation), time(now)));
  }

  /**
   * Refused units came back.
   *
   * @param returns everything that is on its way back, in order, where it is empty
   */
  public final Decision<OrderEvent, OrderView> receiveReturn(
      List<Return> returns, Mutation mutation, Instant now) {
    return once(mutation, now, () -> receiveReturnAt(returns, by(mutation), time(now)));
  }

  /** The supplier gives it up before it is shipped. */
  public final Decision<OrderEvent, OrderView> release(
      ShortReason reason, Mutation mutation, Instant now) {
    return once(mutation, now, () -> releaseAt(reason, by(mutation), time(now)));
  }

  /**
   * The supplier's store tells of units of this order that its till sold, in all; refused only
   * while the order has not started, and then told again.
   */
  public Decision<OrderEvent, OrderView> breached(List<Units> totals, Instant now) {
    return Decision.unchanged(state().orElseThrow().view());
  }

  /**
   * The asking store took its request back; refused only while the order has not started, and then
   * told again.
   */
  public Decision<OrderEvent, OrderView> cancel(Instant now) {
    return Decision.unchanged(state().orElseThrow().view());
  }

  /** The asking store takes this order back; once it is packed, the supplier is asked. */
  public final Decision<OrderEvent, OrderView> withdraw(Mutation mutation, Instant now) {
    return once(mutation, now, () -> withdrawAt(by(mutation), time(now)));
  }

  /** A party says something; the answer is the message as it stands in the thread. */
  public Decision<OrderEvent, OrderMessage> say(
      OrderMessage.Side from, String text, List<String> photos, Mutation mutation, Instant now) {
    OrderState state = state().orElseThrow();
    return OrderMemory.<OrderMessage>recall(
            state, OrderMemory.message(state, mutation), mutation, now)
        .orElseGet(
            () -> {
              if (state.messages().size() >= OrderMessage.AT_MOST) {
                return Decision.refused(
                    Refusal.of(Reason.ORDER_FULL, "most", OrderMessage.AT_MOST));
              }
              var event = new OrderEvent.MessagePosted(time(now), by(mutation), from, text, photos);
              return Decision.done(List.of(event), Telling.message(state, event));
            });
  }

  /**
   * Does what is due where its state lasted too long: a hold is released, units on their way are
   * suspected lost, a settled order is closed.
   */
  public Decision<OrderEvent, OrderView> timeRunsOut(Instant now) {
    OrderView view = state().orElseThrow().view();
    Instant at = time(now);
    return view.dueBy().filter(due -> !at.isBefore(due)).isPresent()
        ? overdue(at)
        : Decision.unchanged(view);
  }

  /** A receiver has taken all steps up to {@code step}; the answer is the highest it has taken. */
  public Decision<OrderEvent, Long> stepTaken(Receiver receiver, long step, Instant now) {
    OrderState.Told told = state().orElseThrow().told(receiver);
    long taken = Math.min(step, told.step());
    return taken <= told.taken()
        ? Decision.unchanged(told.taken())
        : Decision.done(List.of(new OrderEvent.StepTaken(time(now), receiver, taken)), taken);
  }

  public TransferOrder apply(OrderEvent event) {
    return of(OrderHistory.apply(state().orElseThrow(), event));
  }

  /** What the supplying store has to be told; empty where it has taken the newest. */
  public final Optional<SupplyStep> supplyStep() {
    return pending(Receiver.SUPPLIER).map(OrderSteps::supply);
  }

  /** What the receiving store has to be told; empty where it has taken the newest. */
  public final Optional<InboundStep> inboundStep() {
    return pending(Receiver.DESTINATION).map(OrderSteps::inbound);
  }

  /** What the store that refused units go back to has to be told; empty where it knows all. */
  public final Optional<InboundStep> returnStep() {
    return pending(Receiver.RETURN).map(OrderSteps::back);
  }

  /** What the owners' books have to be told; empty where they have taken the newest. */
  public final Optional<LedgerStep> ledgerStep() {
    return pending(Receiver.LEDGER).map(OrderSteps::ledger);
  }

  /** What the request has to be told; empty where it has taken the newest. */
  public final Optional<OrderReport> report() {
    return pending(Receiver.REQUEST).map(OrderSteps::report);
  }

  /** The steps that have not been taken, by receiver. */
  public final Map<Receiver, Long> pendingSteps() {
    Map<Receiver, Long> steps = new EnumMap<>(Receiver.class);
    state()
        .ifPresent(
            state ->
                state
                    .told()
                    .forEach(
                        (receiver, told) -> {
                          if (told.isPending()) {
                            steps.put(receiver, told.step());
                          }
                        }));
    return steps;
  }

  private Optional<OrderState> pending(Receiver receiver) {
    return state().filter(state -> state.told(receiver).isPending());
  }

  /** When something has to be done even if nobody calls; in the past where it is overdue. */
  public final Optional<Instant> nextDue() {
    return state()
        .flatMap(
            state ->
                Stream.concat(
                        state.tellsAnybody() ? Stream.of(state.lastEventAt()) : Stream.empty(),
                        state.view().dueBy().stream())
                    .min(Comparator.naturalOrder()));
  }

  /** Nothing will happen to it any more, and everybody knows all of it. */
  public final boolean isOver() {
    return view().filter(view -> view.status().isEnd()).isPresent() && nextDue().isEmpty();
  }

  /** How many events made it what it is. */
  public final long version() {
    return view().map(OrderView::version).orElse(0L);
  }

  /** When its last event happened. */
  public final Instant lastEventAt() {
    return state().map(OrderState::lastEventAt).orElse(Instant.EPOCH);
  }

  Decision<OrderEvent, OrderView> confirmAt(
      List<Units> found, Optional<ShortReason> shortReason, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> packAt(Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> shipAt(
      List<Units> lines,
      Optional<ShortReason> shortReason,
      Shipment shipment,
      Answered by,
      Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> arriveAt(Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> receiveAt(
      List<Receipt> receipts, Optional<StoreId> nearer, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> recallAt(StoreId returnTo, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> confirmLostAt(
      List<Units> lost, Liable liable, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> foundAt(List<Units> found, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> giveBackAt(OrderCommand.GiveBack what, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> receiveReturnAt(List<Return> returns, Answered by, Instant at) {
    return outOfPlace();
  }

  Decision<OrderEvent, OrderView> withdrawAt(Answered by, Instant at) {
    return outOfPlace();
  }

  /** What happens in a state that lasted too long. */
  Decision<OrderEvent, OrderView> overdue(Instant at) {
    return Decision.unchanged(state().orElseThrow().view());
  }

  Decision<OrderEvent, OrderView> releaseAt(ShortReason reason, Answered by, Instant at) {
    return outOfPlace();
  }

  /** What is done in a state that has no place for it. */
  Decision<OrderEvent, OrderView> outOfPlace() {
    return Decision.refused(
        Refusal.of(Reason.ORDER_STATE, "state", state().orElseThrow().view().status()));
  }

  final Decision<OrderEvent, OrderView> done(OrderEvent event) {
    return Decision.done(List.of(event), apply(event).view().orElseThrow());
  }

  final Instant time(Instant now) {
    return now.isAfter(lastEventAt()) ? now : lastEventAt();
  }

  private Decision<OrderEvent, OrderView> once(
      Mutation mutation, Instant now, Supplier<Decision<OrderEvent, OrderView>> decide) {
    Optional<OrderState> state = state();
    return state
        .flatMap(
            known ->
                OrderMemory.<OrderView>recall(
                    known, OrderMemory.step(known, mutation), mutation, now))
        .or(() -> state.isEmpty() ? Optional.of(outOfPlace()) : Optional.empty())
        .orElseGet(decide);
  }

  private static Answered by(Mutation mutation) {
    return new Answered(mutation.key(), mutation.fingerprint());
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TransferOrder order && state().equals(order.state());
  }

  @Override
  public final int hashCode() {
    return state().hashCode();
  }

  @Override
  public final String toString() {
    return state().map(OrderState::toString).orElse("unstarted order");
  }
}
