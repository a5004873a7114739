import type { TransferRequest } from "@proto/shelfshare/market/v1/resources_pb";
import { createdAt, isOpen, timeToGrab } from "./chain-market";

const MINUTE = 60_000;

/** Open requests by their age; from each bound to the next, in milliseconds. */
export const AGES = { new: 0, minutes: 2 * MINUTE, late: 10 * MINUTE, hours: 60 * MINUTE } as const;
export type Age = keyof typeof AGES;
export const AGE_NAMES = Object.keys(AGES) as Age[];

/** What the requests on show have in common; each has a tile. */
export const SHOWS = ["open", ...AGE_NAMES, "found", "ended", "grabbed", "unfilled"] as const;
export type Show = (typeof SHOWS)[number];

export function ageOf(request: TransferRequest, nowMillis: number): Age {
  const age = nowMillis - createdAt(request);
  return [...AGE_NAMES].reverse().find((name) => age >= AGES[name]) ?? "new";
}

/**
 * The requests of each tile.
 *
 * @param live what has not ended
 * @param ended what ended since somebody looked
 */
export function listsOf(
  live: readonly TransferRequest[],
  ended: readonly TransferRequest[],
  nowMillis: number,
): Readonly<Record<Show, readonly TransferRequest[]>> {
  const open = live.filter(isOpen);
  const known = [...live, ...ended];
  const ofAge = (age: Age) => open.filter((request) => ageOf(request, nowMillis) === age);
  return {
    open,
    new: ofAge("new"),
    minutes: ofAge("minutes"),
    late: ofAge("late"),
    hours: ofAge("hours"),
    found: live.filter((request) => !isOpen(request)),
    ended,
    // Slowest first: that is what somebody who looks at the time wants to know.
    grabbed: known
      .filter((request) => timeToGrab(request) !== undefined)
      .sort((one, other) => (timeToGrab(other) ?? 0) - (timeToGrab(one) ?? 0)),
    unfilled: known.filter((request) => request.lines.some((line) => line.covered < line.quantity)),
  };
}

/** How many requests there are in each region, most first. */
export function countByRegion(
  requests: readonly TransferRequest[],
  regionOf: (store: string) => string | undefined,
): { region: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const request of requests) {
    const region = regionOf(request.store);
    if (region) {
      counts.set(region, (counts.get(region) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([region, count]) => ({ region, count }))
    .sort((one, other) => other.count - one.count || one.region.localeCompare(other.region));
}

/** Units on their way from region to region. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly units: number;
}

export function flowsOf(
  requests: readonly TransferRequest[],
  regionOf: (store: string) => string | undefined,
): Flow[] {
  const flows = new Map<string, Flow>();
  for (const request of requests) {
    for (const award of request.awards) {
      const from = regionOf(award.store);
      const to = regionOf(award.receivingStore || request.store);
      if (from && to) {
        const units = award.lines.reduce((sum, line) => sum + Number(line.quantity), 0);
        const known = flows.get(`${from}>${to}`)?.units ?? 0;
        flows.set(`${from}>${to}`, { from, to, units: known + units });
      }
    }
  }
  return [...flows.values()].sort((one, other) => other.units - one.units);
}
