package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.AmountMapping.amount;

import com.google.protobuf.InvalidProtocolBufferException;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.Turnover;
import io.shelfshare.journal.v1.LedgerRow;
import io.shelfshare.journal.v1.LedgerSnapshot;
import io.shelfshare.journal.v1.PostingKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events and snapshots of the books between two owners, and the rows that are read. */
public final class LedgerMapping {
  private LedgerMapping() {}

  static io.shelfshare.journal.v1.LedgerEvent toProto(LedgerEvent event) {
    return io.shelfshare.journal.v1.LedgerEvent.newBuilder()
        .setEpoch(Epoch.FIRST)
        .setAtMillis(event.at().toEpochMilli())
        .setOrder(event.order().value())
        .setStep(event.step())
        .setCloses(event.closes())
        .addAllPostings(event.postings().stream().map(one -> entry(one).build()).toList())
        .build();
  }

  static LedgerEvent fromProto(io.shelfshare.journal.v1.LedgerEvent proto) {
    Instant at = CommonMapping.at(proto.getAtMillis());
    OrderId order = new OrderId(proto.getOrder());
    return new LedgerEvent(
        at,
        order,
        proto.getStep(),
        proto.getCloses(),
        proto.getPostingsList().stream()
            .map(one -> posting(one, at, order, proto.getStep()))
            .toList());
  }

  /** The row of a posting. */
  public static ByteBuffer toRow(Posting posting) {
    return ByteBuffer.wrap(whole(posting).toByteArray());
  }

  /** Reads the row of a posting. */
  public static Posting posting(ByteBuffer row) {
    try {
      return posting(io.shelfshare.journal.v1.Posting.parseFrom(row));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of a posting", e);
    }
  }

  /** The row of a part of the books. */
  public static ByteBuffer toRow(long postings, List<Turnover> turnovers) {
    return ByteBuffer.wrap(
        LedgerRow.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setPostings(postings)
            .addAllTurnovers(turnovers.stream().map(LedgerMapping::turnover).toList())
            .build()
            .toByteArray());
  }

  /** Reads the row of a part of the books. */
  public static List<Turnover> turnovers(ByteBuffer row) {
    try {
      return LedgerRow.parseFrom(row).getTurnoversList().stream()
          .map(LedgerMapping::turnover)
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of the books", e);
    }
  }

  static LedgerSnapshot snapshot(Ledger.State state) {
    var proto =
        LedgerSnapshot.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setPair(state.pair().toString())
            .setLastEventAtMillis(state.lastEventAt().toEpochMilli())
            .setPostings(state.postings())
            .addAllClosed(AmountMapping.closed(state.closed()))
            .addAllTurnovers(state.turnovers().stream().map(LedgerMapping::turnover).toList())
            .addAllUnread(state.unread().stream().map(LedgerMapping::whole).toList());
    state
        .open()
        .forEach(
            (order, open) -> {
              var one = proto.addOpenBuilder().setOrder(order.value()).setStep(open.step());
              open.posted()
                  .forEach(
                      (key, posted) ->
                          one.addPostedBuilder()
                              .setKind(kind(key.kind()))
                              .setSku(key.sku().map(SkuId::value).orElse(""))
                              .setPayer(key.payer().value())
                              .setPayee(key.payee().value())
                              .setUnits(posted.units())
                              .setReversed(posted.reversed()));
            });
    return proto.build();
  }

  static Ledger.State snapshot(LedgerSnapshot proto) {
    Map<OrderId, Ledger.OpenOrder> open = new HashMap<>();
    for (LedgerSnapshot.OpenOrder one : proto.getOpenList()) {
      Map<Due.Key, Ledger.Posted> posted = new HashMap<>();
      for (LedgerSnapshot.Posted p : one.getPostedList()) {
        posted.put(
            new Due.Key(
                kind(p.getKind()),
                sku(p.getSku()),
                new OwnerId(p.getPayer()),
                new OwnerId(p.getPayee())),
            new Ledger.Posted(p.getUnits(), p.getReversed()));
      }
      open.put(new OrderId(one.getOrder()), new Ledger.OpenOrder(one.getStep(), posted));
    }
    return new Ledger.State(
        OwnerPair.parse(proto.getPair()),
        open,
        AmountMapping.closed(proto.getClosedList()),
        proto.getTurnoversList().stream().map(LedgerMapping::turnover).toList(),
        proto.getUnreadList().stream().map(LedgerMapping::posting).toList(),
        proto.getPostings(),
        CommonMapping.at(proto.getLastEventAtMillis()));
  }

  private static io.shelfshare.journal.v1.Posting.Builder entry(Posting posting) {
    return io.shelfshare.journal.v1.Posting.newBuilder()
        .setNumber(posting.number())
        .setCause(posting.cause())
        .setKind(kind(posting.kind()))
        .setReversal(posting.reversal())
        .setSku(posting.sku().map(SkuId::value).orElse(""))
        .setUnits(posting.units())
        .setUnitAmount(amount(posting.unitAmount()))
        .setPayer(posting.payer().value())
        .setPayee(posting.payee().value());
  }

  private static io.shelfshare.journal.v1.Posting whole(Posting posting) {
    return entry(posting)
        .setAtMillis(posting.at().toEpochMilli())
        .setOrder(posting.order().value())
        .setStep(posting.step())
        .build();
  }

  private static Posting posting(io.shelfshare.journal.v1.Posting proto) {
    return posting(
        proto,
        CommonMapping.at(proto.getAtMillis()),
        new OrderId(proto.getOrder()),
        proto.getStep());
  }

  private static Posting posting(
      io.shelfshare.journal.v1.Posting proto, Instant at, OrderId order, long step) {
    return new Posting(
        proto.getNumber(),
        at,
        order,
        step,
        proto.getCause(),
        kind(proto.getKind()),
        proto.getReversal(),
        sku(proto.getSku()),
        proto.getUnits(),
        amount(proto.getUnitAmount()),
        new OwnerId(proto.getPayer()),
        new OwnerId(proto.getPayee()));
  }

  private static Optional<SkuId> sku(String id) {
    return id.isEmpty() ? Optional.empty() : Optional.of(new SkuId(id));
  }

  private static io.shelfshare.journal.v1.Turnover turnover(Turnover turnover) {
    YearMonth month = turnover.key().month();
    return io.shelfshare.journal.v1.Turnover.newBuilder()
        .setMonth(month.getYear() * 12 + month.getMonthValue() - 1)
        .setCurrency(turnover.key().currency())
        .setKind(kind(turnover.key().kind()))
        .setReversal(turnover.key().reversal())
        .setToFirstMinor(turnover.toFirst())
        .setToSecondMinor(turnover.toSecond())
        .setPostings(turnover.postings())
        .build();
  }

  private static Turnover turnover(io.shelfshare.journal.v1.Turnover proto) {
    return new Turnover(
        new Turnover.Key(
            YearMonth.of(proto.getMonth() / 12, proto.getMonth() % 12 + 1),
            proto.getCurrency(),
            kind(proto.getKind()),
            proto.getReversal()),
        proto.getToFirstMinor(),
        proto.getToSecondMinor(),
        proto.getPostings());
  }

  private static PostingKind kind(Due.Kind kind) {
    return switch (kind) {
      case PRICE -> PostingKind.POSTING_KIND_PRICE;
      case FREIGHT -> PostingKind.POSTING_KIND_FREIGHT;
      case SUBSIDY_TO_SUPPLIER -> PostingKind.POSTING_KIND_SUBSIDY_TO_SUPPLIER;
      case SUBSIDY_TO_REQUESTER -> PostingKind.POSTING_KIND_SUBSIDY_TO_REQUESTER;
      case INCENTIVE -> PostingKind.POSTING_KIND_INCENTIVE;
      case LOSS -> PostingKind.POSTING_KIND_LOSS;
    };
  }

  private static Due.Kind kind(PostingKind proto) {
    return switch (proto) {
      case POSTING_KIND_PRICE -> Due.Kind.PRICE;
      case POSTING_KIND_FREIGHT -> Due.Kind.FREIGHT;
      case POSTING_KIND_SUBSIDY_TO_SUPPLIER -> Due.Kind.SUBSIDY_TO_SUPPLIER;
      case POSTING_KIND_SUBSIDY_TO_REQUESTER -> Due.Kind.SUBSIDY_TO_REQUESTER;
      case POSTING_KIND_INCENTIVE -> Due.Kind.INCENTIVE;
      case POSTING_KIND_LOSS -> Due.Kind.LOSS;
      case POSTING_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("A posting of a later format: " + proto);
    };
  }
}
