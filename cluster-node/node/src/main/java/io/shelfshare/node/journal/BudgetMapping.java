package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.AmountMapping.amount;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.journal.v1.BudgetSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Events and snapshots of a subsidy budget. */
final class BudgetMapping {
  private BudgetMapping() {}

  static io.shelfshare.journal.v1.BudgetEvent toProto(BudgetEvent event) {
    var proto =
        io.shelfshare.journal.v1.BudgetEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    if (event instanceof BudgetEvent.Reserved e) {
      proto
          .setOrder(e.order().value())
          .getReservedBuilder()
          .setAmount(amount(e.amount()))
          .setCap(amount(e.cap()))
          .setRulesVersion(e.rulesVersion());
    } else if (event instanceof BudgetEvent.Settled e) {
      proto
          .setOrder(e.order().value())
          .getSettledBuilder()
          .setStep(e.step())
          .setSettled(amount(e.settled()))
          .setAwaited(amount(e.awaited()))
          .setCloses(e.closes());
    }
    return proto.build();
  }

  static BudgetEvent fromProto(io.shelfshare.journal.v1.BudgetEvent proto) {
    Instant at = CommonMapping.at(proto.getAtMillis());
    OrderId order = new OrderId(proto.getOrder());
    return switch (proto.getEventCase()) {
      case RESERVED ->
          new BudgetEvent.Reserved(
              at,
              order,
              amount(proto.getReserved().getAmount()),
              amount(proto.getReserved().getCap()),
              proto.getReserved().getRulesVersion());
      case SETTLED ->
          new BudgetEvent.Settled(
              at,
              order,
              proto.getSettled().getStep(),
              amount(proto.getSettled().getSettled()),
              amount(proto.getSettled().getAwaited()),
              proto.getSettled().getCloses());
      case EVENT_NOT_SET -> throw new IllegalStateException("A budget event of a later format");
    };
  }

  static BudgetSnapshot snapshot(SubsidyBudget.State state) {
    var proto =
        BudgetSnapshot.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setLastEventAtMillis(state.lastEventAt().toEpochMilli())
            .setRulesVersion(state.rulesVersion())
            .addAllClosed(AmountMapping.closed(state.closed()));
    state.cap().ifPresent(cap -> proto.setCap(amount(cap)));
    state.spentByClosed().ifPresent(spent -> proto.setSpentByClosed(amount(spent)));
    state
        .shares()
        .forEach(
            (order, share) ->
                proto
                    .addSharesBuilder()
                    .setOrder(order.value())
                    .setStep(share.step())
                    .setSettled(amount(share.settled()))
                    .setAwaited(amount(share.awaited())));
    return proto.build();
  }

  static SubsidyBudget.State snapshot(BudgetSnapshot proto) {
    Map<OrderId, SubsidyBudget.Share> shares = new HashMap<>();
    for (BudgetSnapshot.Share one : proto.getSharesList()) {
      shares.put(
          new OrderId(one.getOrder()),
          new SubsidyBudget.Share(
              one.getStep(), amount(one.getSettled()), amount(one.getAwaited())));
    }
    return new SubsidyBudget.State(
        shares,
        AmountMapping.closed(proto.getClosedList()),
        proto.hasCap() ? Optional.of(amount(proto.getCap())) : Optional.empty(),
        proto.getRulesVersion(),
        proto.hasSpentByClosed() ? Optional.of(amount(proto.getSpentByClosed())) : Optional.empty(),
        CommonMapping.at(proto.getLastEventAtMillis()));
  }
}
