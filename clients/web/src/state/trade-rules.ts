import type { TradeRules } from "@proto/shelfshare/market/v1/settlement_service_pb";
import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import { refusalOf } from "@/api/refusal";
import { sameRules } from "./rule-draft";

/** The rules as of a version of the rule book. */
export interface RulesVersion {
  readonly rules: TradeRules;
  readonly version: bigint;
}

/** So many versions are looked back through; imports of prices make versions, too. */
const LOOK_BACK = 20;

/** The rules as they are, and the newest ones before them that were others; none where none are set. */
export async function readRules(api: Api): Promise<RulesVersion[]> {
  const money = await api.money();
  const newest = await asOf(0n);
  if (!newest) {
    return [];
  }
  const before = Array.from({ length: LOOK_BACK }, (_, at) => newest.version - 1n - BigInt(at));
  const all = await Promise.all(before.filter((version) => version > 0n).map(asOf));
  const found = [newest];
  for (const one of all) {
    const last = found.at(-1);
    if (one && last && sameRules(one.rules, last.rules)) {
      // The same rules stood already at the earlier version; that is the one that set them.
      found[found.length - 1] = { ...last, version: one.version };
    } else if (one) {
      found.push(one);
    }
  }
  return [{ ...newest, version: newest.version }, ...found.slice(1)];

  async function asOf(version: bigint): Promise<RulesVersion | undefined> {
    try {
      const found = await money.getTradeRules({ version });
      return found.tradeRules && { rules: found.tradeRules, version: found.version };
    } catch (thrown) {
      if (refusalOf(thrown).reason === "NOT_FOUND") {
        return undefined;
      }
      throw thrown;
    }
  }
}

/** Sets rules where nobody changed them since, or only checks them; returns the new version. */
export async function setRules(
  api: Api,
  tradeRules: TradeRules,
  expectedVersion: bigint,
  validateOnly: boolean,
  requestId = newRequestId(),
): Promise<bigint> {
  const money = await api.money();
  const set = await money.setTradeRules({ requestId, tradeRules, expectedVersion, validateOnly });
  return set.version;
}
