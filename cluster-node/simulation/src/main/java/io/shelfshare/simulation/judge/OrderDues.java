package io.shelfshare.simulation.judge;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.SettlementTerms;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What an order's units have brought about between owners, as the judge reads the money law. */
final class OrderDues {
  private final OrderModel order;
  private final SettlementTerms terms;

  OrderDues(OrderModel order, SettlementTerms terms) {
    this.order = order;
    this.terms = terms;
  }

  OwnerId payee(Due.Kind kind) {
    return switch (kind) {
      case PRICE, FREIGHT, SUBSIDY_TO_SUPPLIER, INCENTIVE, LOSS -> terms.supplier();
      case SUBSIDY_TO_REQUESTER -> terms.requester();
    };
  }

  Set<OwnerId> payers(Due.Kind kind) {
    return switch (kind) {
      case PRICE, FREIGHT -> Set.of(terms.requester());
      case SUBSIDY_TO_SUPPLIER, SUBSIDY_TO_REQUESTER, INCENTIVE -> Set.of(terms.chain());
      case LOSS -> liable(kind);
    };
  }

  /** Who can answer for losses; for all other kinds it makes no difference. */
  Set<OwnerId> liable(Due.Kind kind) {
    Set<OwnerId> owners = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
    owners.add(terms.requester());
    if (kind == Due.Kind.LOSS) {
      owners.add(terms.supplier());
      owners.add(terms.chain());
    }
    return owners;
  }

  long unitMinor(Due.Kind kind, Optional<SkuId> sku) {
    if (kind == Due.Kind.FREIGHT) {
      return (sku.isPresent() ? terms.freightPerUnit() : terms.freightPerOrder()).minor();
    }
    SettlementTerms.Line line =
        terms.lines().stream()
            .filter(one -> sku.filter(one.sku()::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> new Violation("P9", "a posting of no unit: " + kind + sku));
    return switch (kind) {
      case PRICE, LOSS -> line.price().minor();
      case SUBSIDY_TO_SUPPLIER -> line.subsidyToSupplier().minor();
      case SUBSIDY_TO_REQUESTER -> line.subsidyToRequester().minor();
      case INCENTIVE -> line.incentive().minor();
      case FREIGHT -> 0;
    };
  }

  /** Units that were ever charged, by now. */
  long charged(Due.Kind kind, Optional<SkuId> sku, OwnerId liable) {
    if (sku.isEmpty()) {
      return order.sum(count -> count.shipped) > 0 ? 1 : 0;
    }
    OrderCount count = order.of(sku.get());
    return switch (kind) {
      case PRICE, SUBSIDY_TO_SUPPLIER, SUBSIDY_TO_REQUESTER, INCENTIVE -> count.everAccepted();
      case FREIGHT -> count.shipped;
      case LOSS -> losses(count, liable, Liability::ever);
    };
  }

  /** Units of those that were taken back, by now. */
  long reversed(Due.Kind kind, Optional<SkuId> sku, OwnerId liable) {
    if (sku.isEmpty()) {
      return 0;
    }
    OrderCount count = order.of(sku.get());
    return switch (kind) {
      case PRICE, SUBSIDY_TO_SUPPLIER, SUBSIDY_TO_REQUESTER, INCENTIVE -> count.givenBack;
      case FREIGHT -> 0;
      case LOSS -> losses(count, liable, Liability::found);
    };
  }

  /** One owner may answer in two ways; what a carrier lost, the chain bears. */
  private long losses(OrderCount count, OwnerId owner, BiFunction<Liability, Liable, Long> part) {
    long units = 0;
    for (Liable liable : Liable.values()) {
      OwnerId answers =
          switch (liable) {
            case SUPPLIER -> terms.supplier();
            case REQUESTER -> terms.requester();
            case CARRIER -> terms.chain();
          };
      if (answers.equals(owner)) {
        units += part.apply(count.lost, liable) + part.apply(count.lostBack, liable);
      }
    }
    return units;
  }
}
