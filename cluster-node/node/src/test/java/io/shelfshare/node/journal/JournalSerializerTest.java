package io.shelfshare.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.DirectoryEvent;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.ReceiptReason;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.stock.CountTask;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.domain.stock.SupplyStep;
import io.shelfshare.node.WireTest;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P5: what the journal wrote is read back as it was")
class JournalSerializerTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final JournalSerializer SERIALIZER =
      new JournalSerializer((ExtendedActorSystem) Adapter.toClassic(KIT.system()));
  private static final Instant AT = Instant.ofEpochMilli(1_795_300_000_123L);
  private static final SkuId SKU = new SkuId("coat-red-m");
  private static final List<Units> LINES = List.of(new Units(SKU, 3));
  private static final OrderId ORDER = new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0a1b2c3d");
  private static final Mutation.Key KEY =
      new Mutation.Key(
          "clerk@s1", new UUID(AT.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0001L));
  private static final OrderEvent.Answered BY = new OrderEvent.Answered(KEY, "f00d");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<StockEvent> stockEvents() {
    SupplyStep supply =
        new SupplyStep(ORDER, 4, true, false, List.of(new SupplyStep.Line(SKU, 1, 2, 3, 4, 5, 6)));
    InboundStep inbound =
        new InboundStep(ORDER, 5, true, List.of(new InboundStep.Line(SKU, 3, 2, 1, 4, 5)));
    return Stream.of(
        new StockEvent.MovementsRecorded(
            AT,
            KEY,
            "f00d",
            Arrays.stream(Movement.Kind.values())
                .map(kind -> new StockEvent.LineChange(SKU, kind, -2, 1, 7, 71, "why"))
                .toList(),
            List.of(new StockEvent.Breach(ORDER, new Units(SKU, 1)))),
        new StockEvent.Reserved(AT, ORDER, LINES, AT.plusSeconds(60)),
        new StockEvent.Bound(AT, ORDER, LINES),
        new StockEvent.HoldDropped(AT, ORDER),
        new StockEvent.SupplyApplied(
            AT,
            supply,
            List.of(
                new StockEvent.SupplyOutcome(
                    SKU, 1, -2, 3, 4, 50, Optional.of(CountTask.Reason.WRONG_ITEM)))),
        new StockEvent.InboundApplied(AT, inbound),
        new StockEvent.BreachTold(AT, ORDER, LINES));
  }

  static Stream<RequestEvent> requestEvents() {
    RequestSpec spec =
        new RequestSpec(
            new StoreId("s1"),
            LINES,
            RequestSpec.Mode.FIRST_COME,
            Optional.of("customer-7"),
            AT.plusSeconds(600),
            Optional.of(AT.plusSeconds(900)),
            true,
            2,
            "for the window",
            "CN/East/Zhejiang/Hangzhou");
    Award award = new Award(ORDER, new StoreId("s2"), LINES, AT, AT.plusSeconds(900), KEY, "f00d");
    OrderReport report =
        new OrderReport(ORDER, 3, true, false, List.of(new OrderReport.Line(SKU, 1, 2)));
    return Stream.concat(
        CourseEvents.all(AT, KEY, LINES, ORDER),
        Stream.of(
            new RequestEvent.Posted(AT, spec, KEY, "f00d"),
            new RequestEvent.Awarded(AT, award),
            new RequestEvent.OrderReported(AT, report),
            new RequestEvent.Expired(AT),
            new RequestEvent.Cancelled(AT, "found one", KEY, "f00d"),
            new RequestEvent.Cancelled(
                AT, "MERGED", KEY, "f00d", Optional.of(new RequestId(new UUID(7, 7)))),
            new RequestEvent.CancelTold(AT, ORDER)));
  }

  static Stream<OrderEvent> orderEvents() {
    OrderTerms terms =
        new OrderTerms(
            ORDER,
            new StoreId("s2"),
            new StoreId("s1"),
            Optional.empty(),
            LINES,
            AT,
            AT.plusSeconds(900));
    OrderPins pins =
        new OrderPins(
            new OwnerId("dealer-1"),
            new OwnerId("dealer-2"),
            new OrderPins.Periods(
                Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(30)),
            Optional.empty());
    Optional<ShortReason> reason = Optional.of(ShortReason.DAMAGED);
    Optional<ReceiptReason> why = Optional.of(ReceiptReason.DEFECTIVE);
    List<String> photos = List.of("photo-1", "photo-2");
    StoreId back = new StoreId("s2");
    var parcel =
        List.of(
            new OrderEvent.Receipt(SKU, 2, 1),
            new OrderEvent.Receipt(SKU, 0, 0, 3, 4, why, photos));
    return Stream.of(
        new OrderEvent.Started(AT, terms, pins, LINES),
        new OrderEvent.Confirmed(AT, BY, LINES, reason),
        new OrderEvent.Packed(AT, BY),
        new OrderEvent.Shipped(
            AT,
            BY,
            LINES,
            Optional.empty(),
            new OrderEvent.Shipment("SF", "SF-1", Optional.of(AT.plusSeconds(60)))),
        new OrderEvent.Arrived(AT, BY),
        new OrderEvent.Received(AT, BY, parcel, Optional.of(back)),
        new OrderEvent.Recalled(AT, BY, back),
        new OrderEvent.LossSuspected(AT),
        new OrderEvent.LossConfirmed(AT, BY, LINES, Liable.CARRIER),
        new OrderEvent.Found(AT, BY, LINES),
        new OrderEvent.GivenBack(AT, BY, LINES, why, photos, back),
        new OrderEvent.ReturnReceived(AT, BY, List.of(new OrderEvent.Return(SKU, 1, 2, photos))),
        new OrderEvent.Closed(AT),
        new OrderEvent.MessagePosted(AT, BY, OrderMessage.Side.REQUESTER, "where is it?", photos),
        new OrderEvent.Released(AT, BY, ShortReason.NOT_FOUND),
        new OrderEvent.HoldRanOut(AT),
        new OrderEvent.Breached(AT, LINES),
        new OrderEvent.Cancelled(AT, Optional.empty()),
        new OrderEvent.Cancelled(AT, Optional.of(BY)),
        new OrderEvent.CancelRequested(AT, Optional.empty()),
        new OrderEvent.CancelRequested(AT, Optional.of(BY)),
        new OrderEvent.StepTaken(AT, OrderEvent.Receiver.DESTINATION, 6),
        new OrderEvent.Started(AT, requested(terms), pins, LINES));
  }

  /** The same terms of units that were asked for, and not offered. */
  private static OrderTerms requested(OrderTerms terms) {
    return new OrderTerms(
        terms.order(),
        terms.supplier(),
        terms.requester(),
        terms.customerReference(),
        terms.lines(),
        terms.awardedAt(),
        terms.confirmBy(),
        Optional.of(AT.minusSeconds(60)));
  }

  static Stream<DirectoryEvent> directoryEvents() {
    OwnerId owner = new OwnerId("dealer-1");
    return Stream.of(
        new DirectoryEvent.Imported(
            AT,
            KEY,
            "f00d",
            4,
            List.of(
                new Owner(owner, "One", Owner.Kind.DEALER, Optional.of(new OwnerId("head-office"))),
                new Owner(
                    new OwnerId("head-office"), "HQ", Owner.Kind.HEAD_OFFICE, Optional.empty()),
                new Store(new StoreId("s1"), "Store", owner, new Place(30.25, 120.16, "CN/East")),
                new Sku(SKU, "coat", "red", "m", "4006381333931", "Coat"),
                new Contract(owner, Optional.empty(), Contract.Visibility.YES_NO),
                new Contract(
                    owner, Optional.of(new OwnerId("dealer-2")), Contract.Visibility.HIDDEN))),
        new DirectoryEvent.Imported(
            AT,
            KEY,
            "f00d",
            2,
            List.of(
                new Staff(
                    "li",
                    "Li",
                    Staff.Role.CLERK,
                    Optional.of(new StoreId("s1")),
                    Optional.empty(),
                    false),
                new Staff(
                    "wang", "", Staff.Role.OWNER, Optional.empty(), Optional.of(owner), true))));
  }

  static Stream<PolicyEvent> policyEvents() {
    return Stream.of(
        new PolicyEvent.Created(AT, WireTest.spec().options().policy(), KEY, "f00d"),
        new PolicyEvent.Published(AT, new PolicyRef("near", 3), KEY, "f00d"));
  }

  static Stream<Object> events() {
    return Stream.of(
            stockEvents(), requestEvents(), orderEvents(), directoryEvents(), policyEvents())
        .flatMap(events -> events);
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsReadBackAsItWas(Object event) throws Exception {
    byte[] bytes = SERIALIZER.toBinary(event);
    assertThat(SERIALIZER.fromBinary(bytes, SERIALIZER.manifest(event))).isEqualTo(event);
  }

  @Test
  void aRequestIsReadBackFromItsRow() {
    for (Turn turn :
        List.of(
            new Turn.FirstCome(0, AT),
            new Turn.Decided(1, AT, 2, new Turn.Closing(AT, 5, new PolicyRef("near", 3))))) {
      RequestView view = WireTest.view(turn);
      assertThat(RowMapping.request(view.id(), RowMapping.toRow(view))).isEqualTo(view);
    }
  }

  @Test
  void everyEventOfTheDomainIsTried() {
    Set<Class<?>> tried = events().map(Object::getClass).collect(Collectors.toSet());
    Stream.of(
            StockEvent.class,
            RequestEvent.class,
            OrderEvent.class,
            DirectoryEvent.class,
            PolicyEvent.class)
        .forEach(events -> assertThat(tried).contains(events.getPermittedSubclasses()));
  }

  @Test
  void aSnapshotOfAStoreIsReadBackAsItWas() throws Exception {
    StoreStock stock = StoreStock.empty();
    Mutation mutation = new Mutation("clerk@s1", KEY.id(), "f00d", AT.plusSeconds(5));
    List<Movement> delivered = List.of(new Movement(SKU, Movement.Kind.RECEIPT, 9, ""));
    stock.record(mutation, delivered, AT).events().forEach(stock::apply);
    stock.reserve(ORDER, LINES, Duration.ofSeconds(60), AT).events().forEach(stock::apply);
    stock.bind(ORDER, AT).events().forEach(stock::apply);
    StockSnapshot snapshot = new StockSnapshot(stock.state(), List.of(SKU));

    Object read =
        SERIALIZER.fromBinary(SERIALIZER.toBinary(snapshot), SERIALIZER.manifest(snapshot));

    assertThat(read).isEqualTo(snapshot);
    assertThat(((StockSnapshot) read).state().mutations())
        .extracting(Remembered::key)
        .containsExactly(mutation.key());
  }

  @Test
  void aManifestOfALaterVersionIsRefusedByName() {
    assertThatThrownBy(() -> SERIALIZER.fromBinary(new byte[0], "shelfshare.stock-event.v9"))
        .hasMessageContaining("shelfshare.stock-event.v9");
  }
}
