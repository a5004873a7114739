package io.shelfshare.domain.settlement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with rules that are well-formed. */
public final class RuleFaults {
  private RuleFaults() {}

  /**
   * @param field where, with an index: {@code freight[2].per_unit}
   * @param value what stood there
   */
  public record Fault(String field, String value, Kind kind) {}

  /** What is wrong. */
  public enum Kind {
    /** Not in the currency of the rules. */
    CURRENCY,
    /** Not farther than the band before. */
    FARTHER,
    /** An id that another budget has. */
    BUDGET_ONCE,
    /** No budget of this id. */
    BUDGET_KNOWN,
    /** Behind a rule that applies to everything. */
    REACHED
  }

  /** All that is wrong; empty where the rules can be used. */
  public static List<Fault> of(TradeRules rules) {
    List<Fault> faults = new ArrayList<>();
    prices(rules, faults);
    freight(rules, faults);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < rules.budgets().size(); i++) {
      SubsidyRule.Budget budget = rules.budgets().get(i);
      if (!ids.add(budget.id())) {
        faults.add(new Fault("budgets[" + i + "].budget_id", budget.id(), Kind.BUDGET_ONCE));
      }
      currency(rules, "budgets[" + i + "].cap", budget.cap(), faults);
    }
    for (int i = 0; i < rules.subsidies().size(); i++) {
      String budget = rules.subsidies().get(i).budget();
      if (!ids.contains(budget)) {
        faults.add(new Fault("subsidies[" + i + "].budget_id", budget, Kind.BUDGET_KNOWN));
      }
    }
    return faults;
  }

  private static void prices(TradeRules rules, List<Fault> faults) {
    boolean reached = true;
    for (int i = 0; i < rules.prices().size(); i++) {
      TransferPriceRule rule = rules.prices().get(i);
      if (!reached) {
        faults.add(new Fault("prices[" + i + "]", "", Kind.REACHED));
      }
      if (rule.formula() instanceof TransferPriceRule.Fixed fixed) {
        currency(rules, "prices[" + i + "].fixed", fixed.price(), faults);
      }
      reached &=
          rule.supplier().isPresent() || rule.requester().isPresent() || rule.style().isPresent();
    }
  }

  private static void freight(TradeRules rules, List<Fault> faults) {
    long before = 0;
    for (int i = 0; i < rules.freight().size(); i++) {
      FreightBand band = rules.freight().get(i);
      if (band.uptoMetres() <= before) {
        String value = Long.toString(band.uptoMetres());
        faults.add(new Fault("freight[" + i + "].upto_metres", value, Kind.FARTHER));
      }
      before = band.uptoMetres();
      currency(rules, "freight[" + i + "].per_order", band.perOrder(), faults);
      currency(rules, "freight[" + i + "].per_unit", band.perUnit(), faults);
    }
  }

  private static void currency(TradeRules rules, String field, Money amount, List<Fault> faults) {
    if (!amount.currency().equals(rules.currency())) {
      faults.add(new Fault(field, amount.toString(), Kind.CURRENCY));
    }
  }
}
