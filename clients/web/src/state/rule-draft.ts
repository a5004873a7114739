import { create, equals, type MessageInitShape } from "@bufbuild/protobuf";
import type { Money } from "@proto/google/type/money_pb";
import {
  TradeRulesSchema,
  type TradeRules,
  type UnitRate,
} from "@proto/shelfshare/market/v1/settlement_service_pb";
import { amountOf, decimalOf, formatDecimal, parseDecimal, type Amount } from "@/api/decimals";

/** A share of the price in percent and a fixed sum, as they are typed; empty for nothing. */
export interface RateDraft {
  percent: string;
  fixed: string;
}

export type Formula = "shareOfRetail" | "costPlus" | "fixed";

export interface PriceDraft {
  supplierOwner: string;
  requestingOwner: string;
  style: string;
  formula: Formula;
  /** A percentage, or an amount where the formula is `fixed`. */
  value: string;
}

export interface FreightDraft {
  km: string;
  perOrder: string;
  perUnit: string;
}

export interface BudgetDraft {
  id: string;
  cap: string;
}

export interface SubsidyDraft {
  budget: string;
  style: string;
  toSupplier: RateDraft;
  toRequester: RateDraft;
  withinOwner: boolean;
}

/** Trade rules as a form has them: every amount is text, so that nothing is rounded. */
export interface RulesDraft {
  currency: string;
  chainOwner: string;
  prices: PriceDraft[];
  freight: FreightDraft[];
  budgets: BudgetDraft[];
  subsidies: SubsidyDraft[];
  incentive: RateDraft;
}

/** Hundredths of a percent. */
const PERCENT_DIGITS = 2;
/** Metres of a kilometre. */
const KM_DIGITS = 3;

/** A field that cannot be read; the path is that of the API. */
export class Unreadable extends Error {
  constructor(
    readonly field: string,
    readonly typed: string,
  ) {
    super(`${field}: ${typed}`);
  }
}

export function emptyRate(): RateDraft {
  return { percent: "", fixed: "" };
}

export function emptyRules(): RulesDraft {
  return {
    currency: "CNY",
    chainOwner: "",
    prices: [],
    freight: [],
    budgets: [],
    subsidies: [],
    incentive: emptyRate(),
  };
}

export function rulesDraftOf(rules: TradeRules): RulesDraft {
  return {
    currency: rules.currencyCode,
    chainOwner: rules.chainOwner,
    prices: rules.prices.map((rule) => ({
      supplierOwner: rule.supplierOwner,
      requestingOwner: rule.requestingOwner,
      style: rule.style,
      formula: rule.formula.case ?? "fixed",
      value:
        typeof rule.formula.value === "bigint"
          ? formatDecimal(rule.formula.value, PERCENT_DIGITS)
          : typed(rule.formula.value),
    })),
    freight: rules.freight.map((band) => ({
      km: formatDecimal(band.uptoMetres, KM_DIGITS),
      perOrder: typed(band.perOrder),
      perUnit: typed(band.perUnit),
    })),
    budgets: rules.budgets.map(({ budgetId, cap }) => ({ id: budgetId, cap: typed(cap) })),
    subsidies: rules.subsidies.map((rule) => ({
      budget: rule.budgetId,
      style: rule.style,
      toSupplier: rateDraftOf(rule.toSupplier),
      toRequester: rateDraftOf(rule.toRequester),
      withinOwner: rule.withinOwner,
    })),
    incentive: rateDraftOf(rules.incentive),
  };
}

function typed(money: Money | undefined): string {
  return money ? decimalOf(money) : "";
}

function rateDraftOf(rate: UnitRate | undefined): RateDraft {
  const points = rate?.basisPoints ?? 0n;
  return {
    percent: points ? formatDecimal(points, PERCENT_DIGITS) : "",
    fixed: typed(rate?.fixed),
  };
}

/** The rules of a form; throws `Unreadable` where a number is none. */
export function rulesOf(draft: RulesDraft): TradeRules {
  const read = new Reader(draft.currency.trim().toUpperCase());
  const rules: MessageInitShape<typeof TradeRulesSchema> = {
    currencyCode: read.currency,
    chainOwner: draft.chainOwner,
    prices: draft.prices.map((rule, at) => ({
      supplierOwner: rule.supplierOwner,
      requestingOwner: rule.requestingOwner,
      style: rule.style.trim(),
      formula:
        rule.formula === "fixed"
          ? { case: "fixed", value: read.amount(`prices[${at}].fixed`, rule.value) }
          : {
              case: rule.formula,
              value: read.decimal(`prices[${at}].${rule.formula}`, rule.value, PERCENT_DIGITS),
            },
    })),
    freight: draft.freight.map((band, at) => ({
      uptoMetres: read.decimal(`freight[${at}].upto_metres`, band.km, KM_DIGITS),
      perOrder: read.amountIfAny(`freight[${at}].per_order`, band.perOrder),
      perUnit: read.amountIfAny(`freight[${at}].per_unit`, band.perUnit),
    })),
    budgets: draft.budgets.map((budget, at) => ({
      budgetId: budget.id.trim(),
      cap: read.amount(`budgets[${at}].cap`, budget.cap),
    })),
    subsidies: draft.subsidies.map((rule, at) => ({
      budgetId: rule.budget,
      style: rule.style.trim(),
      toSupplier: read.rate(`subsidies[${at}].to_supplier`, rule.toSupplier),
      toRequester: read.rate(`subsidies[${at}].to_requester`, rule.toRequester),
      withinOwner: rule.withinOwner,
    })),
    incentive: read.rate("incentive", draft.incentive),
  };
  return create(TradeRulesSchema, rules);
}

export function sameRules(one: TradeRules, other: TradeRules): boolean {
  return equals(TradeRulesSchema, one, other);
}

/** Reads what was typed, exactly or not at all. */
class Reader {
  constructor(readonly currency: string) {}

  decimal(field: string, text: string, digits: number): bigint {
    const value = parseDecimal(text, digits);
    if (value === undefined) {
      throw new Unreadable(field, text);
    }
    return value;
  }

  amount(field: string, text: string): Amount {
    const amount = amountOf(text, this.currency);
    if (!amount) {
      throw new Unreadable(field, text);
    }
    return amount;
  }

  amountIfAny(field: string, text: string): Amount | undefined {
    return text.trim() === "" ? undefined : this.amount(field, text);
  }

  rate(field: string, { percent, fixed }: RateDraft) {
    if (percent.trim() === "" && fixed.trim() === "") {
      return undefined;
    }
    return {
      basisPoints: this.decimal(`${field}.basis_points`, percent.trim() || "0", PERCENT_DIGITS),
      fixed: this.amountIfAny(`${field}.fixed`, fixed),
    };
  }
}
