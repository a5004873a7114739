import { create } from "@bufbuild/protobuf";
import { PolicySchema } from "@proto/shelfshare/market/v1/routing_service_pb";
import { TradeRulesSchema } from "@proto/shelfshare/market/v1/settlement_service_pb";
import { describe, expect, it } from "vitest";
import { amountOf, decimalOf, formatDecimal, parseDecimal } from "@/api/decimals";
import { compareValues, placeAfter } from "@/parts/grid/columns";
import { differences, draftOf, nextRing, policyOf } from "@/state/policies";
import { rulesDraftOf, rulesOf, sameRules, Unreadable } from "@/state/rule-draft";

describe("decimal numbers", () => {
  it("are read and written without loss, beyond what floating point can hold", () => {
    expect(parseDecimal("90071992547409931.01", 2)).toBe(9007199254740993101n);
    expect(formatDecimal(9007199254740993101n, 2)).toBe("90071992547409931.01");
    expect(formatDecimal(-5n, 2, 2)).toBe("-0.05");
    expect(decimalOf({ units: 9007199254740993n, nanos: 10_000_000 })).toBe("9007199254740993.01");
    expect(decimalOf({ units: 0n, nanos: -500_000_000 })).toBe("-0.50");
  });

  it("are refused where they are none, or have too many digits", () => {
    for (const typed of ["", "1,5", "1.234", "1e3", "--1", "."]) {
      expect(parseDecimal(typed, 2), typed).toBeUndefined();
    }
    expect(amountOf("12.5", "CNY")).toEqual({
      currencyCode: "CNY",
      units: 12n,
      nanos: 500_000_000,
    });
  });
});

describe("a policy in a form", () => {
  const policy = create(PolicySchema, {
    name: "policies/near",
    displayName: "Near",
    farKm: 500,
    rings: [
      { after: { seconds: 0n }, withinKm: 20, havingIt: true },
      { after: { seconds: 90n }, regionLevels: 2 },
      { after: { seconds: 120n } },
    ],
    weights: [{ factor: 1, weight: 30n }],
  });

  it("comes back as it was", () => {
    expect(create(PolicySchema, policyOf(draftOf(policy)))).toEqual(policy);
  });

  it("tells what is another in it", () => {
    const draft = draftOf(policy);
    draft.weights[5] = 7;
    draft.rings.push(nextRing(draft.rings));
    // A limit that is not chosen does not count.
    const last = draft.rings[2];
    if (last) {
      last.withinKm = 99;
    }
    expect(differences(draftOf(policy), draft)).toMatchObject([
      { part: "ring", of: 3, from: undefined, to: { afterSeconds: 180 } },
      { part: "weight", of: 5, from: 0, to: 7 },
    ]);
  });
});

describe("trade rules in a form", () => {
  const cny = (units: bigint, nanos = 0) => ({ currencyCode: "CNY", units, nanos });
  const rules = create(TradeRulesSchema, {
    currencyCode: "CNY",
    chainOwner: "owners/head",
    prices: [
      { supplierOwner: "owners/west", formula: { case: "costPlus", value: 2_500n } },
      { style: "coat", formula: { case: "fixed", value: cny(9n, 990_000_000) } },
    ],
    freight: [{ uptoMetres: 50_500n, perOrder: cny(6n), perUnit: cny(1n) }],
    budgets: [{ budgetId: "launch", cap: cny(45n) }],
    subsidies: [{ budgetId: "launch", toSupplier: { basisPoints: 525n }, withinOwner: true }],
    incentive: { basisPoints: 100n, fixed: cny(0n, 10_000_000) },
  });

  it("come back as they were, to the last digit", () => {
    const back = rulesOf(rulesDraftOf(rules));
    expect(back).toEqual(rules);
    expect(sameRules(back, rules)).toBe(true);
  });

  it("are not taken where a number is none", () => {
    const draft = rulesDraftOf(rules);
    draft.budgets.push({ id: "spring", cap: "much" });
    expect(() => rulesOf(draft)).toThrow(new Unreadable("budgets[1].cap", "much"));
  });
});

describe("a grid", () => {
  const last = { row: 5, column: 3 };

  it("is walked through by keys, and not out of", () => {
    const from = { row: 1, column: 1 };
    expect(placeAfter("ArrowDown", false, from, last)).toEqual({ row: 2, column: 1 });
    expect(placeAfter("PageUp", false, from, last)).toEqual({ row: 0, column: 1 });
    expect(placeAfter("End", true, from, last)).toEqual(last);
    expect(placeAfter("a", false, from, last)).toBeUndefined();
  });

  it("sorts numbers by size and texts as people do", () => {
    expect([10n, 9n, 100n].sort(compareValues)).toEqual([9n, 10n, 100n]);
    expect(["s10", "s9"].sort(compareValues)).toEqual(["s9", "s10"]);
  });
});
