import type { MessageInitShape } from "@bufbuild/protobuf";
import { Factor } from "@proto/shelfshare/market/v1/resources_pb";
import type { Policy, PolicySchema } from "@proto/shelfshare/market/v1/routing_service_pb";
import type { Api } from "@/api";
import { idOf, newRequestId } from "@/api/ids";

/** A ring as a form has it: one of the limits, and how far it goes. */
export interface RingDraft {
  afterSeconds: number;
  limit: RingLimit;
  withinKm: number;
  regionLevels: number;
  havingIt: boolean;
}

export type RingLimit = "everybody" | "km" | "region";

/** A policy as a form has it. */
export interface PolicyDraft {
  id: string;
  displayName: string;
  farKm: number;
  rings: RingDraft[];
  /** By the factor's number; 0 weighs nothing. */
  weights: Record<number, number>;
}

export const FACTORS: readonly Factor[] = Object.values(Factor).filter(
  (factor): factor is Factor => typeof factor === "number" && factor !== Factor.UNSPECIFIED,
);

export const RINGS_MAX = 8;
/** From where on a store counts as far, where a policy does not say. */
const FAR_KM = 1_000;

export function emptyDraft(): PolicyDraft {
  return { id: "", displayName: "", farKm: FAR_KM, rings: [], weights: { [Factor.DISTANCE]: 1 } };
}

/** The ring that follows a policy's last one. */
export function nextRing(rings: readonly RingDraft[]): RingDraft {
  const last = rings.at(-1);
  return {
    afterSeconds: last ? last.afterSeconds + 60 : 0,
    limit: "everybody",
    withinKm: 20,
    regionLevels: 2,
    havingIt: false,
  };
}

export function draftOf(policy: Policy): PolicyDraft {
  return {
    id: idOf(policy.name),
    displayName: policy.displayName,
    farKm: policy.farKm || FAR_KM,
    rings: policy.rings.map((ring) => ({
      afterSeconds: Number(ring.after?.seconds ?? 0n) + (ring.after?.nanos ?? 0) / 1e9,
      limit: ring.withinKm > 0 ? "km" : ring.regionLevels > 0 ? "region" : "everybody",
      withinKm: ring.withinKm || 20,
      regionLevels: ring.regionLevels || 2,
      havingIt: ring.havingIt,
    })),
    weights: Object.fromEntries(
      policy.weights.map(({ factor, weight }) => [factor, Number(weight)]),
    ),
  };
}

export function policyOf(draft: PolicyDraft): MessageInitShape<typeof PolicySchema> {
  return {
    name: `policies/${draft.id.trim()}`,
    displayName: draft.displayName.trim(),
    farKm: whole(draft.farKm),
    rings: draft.rings.map((ring) => ({
      after: {
        seconds: BigInt(Math.floor(number(ring.afterSeconds))),
        nanos: Math.round((number(ring.afterSeconds) % 1) * 1e9),
      },
      withinKm: ring.limit === "km" ? whole(ring.withinKm) : 0,
      regionLevels: ring.limit === "region" ? whole(ring.regionLevels) : 0,
      havingIt: ring.havingIt,
    })),
    weights: FACTORS.flatMap((factor) => {
      const weight = whole(draft.weights[factor] ?? 0);
      return weight === 0 ? [] : [{ factor, weight: BigInt(weight) }];
    }),
  };
}

/** An empty field of a form is no number. */
function number(value: number): number {
  return Number.isFinite(Number(value)) ? Number(value) : 0;
}

function whole(value: number): number {
  return Math.trunc(number(value));
}

/** What is another in a draft; a side is undefined where it has no such part. */
export interface Difference {
  readonly part: "displayName" | "farKm" | "ring" | "weight";
  /** Which ring, from 0, or which factor. */
  readonly of?: number;
  readonly from?: string | number | RingDraft;
  readonly to?: string | number | RingDraft;
}

export function differences(from: PolicyDraft, to: PolicyDraft): Difference[] {
  const found: Difference[] = [];
  for (const part of ["displayName", "farKm"] as const) {
    if (from[part] !== to[part]) {
      found.push({ part, from: from[part], to: to[part] });
    }
  }
  for (let of = 0; of < Math.max(from.rings.length, to.rings.length); of++) {
    const [one, other] = [from.rings[of], to.rings[of]];
    if (ringKey(one) !== ringKey(other)) {
      found.push({ part: "ring", of, from: one, to: other });
    }
  }
  for (const of of FACTORS) {
    const [one, other] = [from.weights[of] ?? 0, to.weights[of] ?? 0];
    if (one !== other) {
      found.push({ part: "weight", of, from: one, to: other });
    }
  }
  return found;
}

/** What of a ring counts: a limit that is not chosen does not. */
function ringKey(ring: RingDraft | undefined): string {
  if (!ring) {
    return "";
  }
  const reach = { everybody: 0, km: ring.withinKm, region: ring.regionLevels }[ring.limit];
  return [ring.afterSeconds, ring.limit, reach, ring.havingIt].join();
}

/** The versions of one policy, newest first. */
export interface PolicyVersions {
  readonly name: string;
  readonly versions: readonly Policy[];
  readonly published?: Policy;
}

export async function readPolicies(api: Api): Promise<PolicyVersions[]> {
  const { policies } = await (await api.routing()).listPolicies({});
  const names = [...new Set(policies.map((policy) => policy.name))].sort();
  return names.map((name) => {
    const versions = policies
      .filter((policy) => policy.name === name)
      .sort((one, other) => other.version - one.version);
    return { name, versions, published: versions.find((policy) => policy.published) };
  });
}

/** Makes the next version, or only asks whether it could be made. */
export async function makePolicy(
  api: Api,
  draft: PolicyDraft,
  validateOnly: boolean,
  requestId = newRequestId(),
): Promise<Policy> {
  const routing = await api.routing();
  return routing.createPolicy({ requestId, policy: policyOf(draft), validateOnly });
}

export async function publishPolicy(
  api: Api,
  { name, version }: Policy,
  requestId = newRequestId(),
): Promise<Policy> {
  return (await api.routing()).publishPolicy({ requestId, name, version });
}
