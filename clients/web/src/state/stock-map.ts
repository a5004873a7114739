import type { Store } from "@proto/shelfshare/market/v1/resources_pb";
import type { AggregateStockResponse_Group as Group } from "@proto/shelfshare/market/v1/report_service_pb";

/** A store on the map. */
export interface Spot {
  readonly store: string;
  readonly name: string;
  readonly region: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly available: number;
}

/** Stores with a place, the largest first, so that the small ones are drawn on top. */
export function spotsOf(groups: readonly Group[], stores: ReadonlyMap<string, Store>): Spot[] {
  return groups
    .flatMap(({ key, figures }) => {
      const store = stores.get(key[0] ?? "");
      return store?.place
        ? [
            {
              store: store.name,
              name: store.displayName,
              region: store.place.region,
              longitude: store.place.longitude,
              latitude: store.place.latitude,
              available: Number(figures?.available ?? 0n),
            },
          ]
        : [];
    })
    .sort((one, other) => other.available - one.available);
}

export interface Bounds {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** Degrees around what lies at the edge. */
const MARGIN = 0.06;
const DEGREES_MIN = 0.5;

export function boundsOf(spots: readonly Spot[]): Bounds {
  const [west, east] = rangeOf(spots.map((spot) => spot.longitude));
  const [south, north] = rangeOf(spots.map((spot) => spot.latitude));
  return { west, east, south, north };
}

function rangeOf(degrees: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...degrees), Math.max(...degrees)];
  const margin = Math.max((most - least) * MARGIN, DEGREES_MIN / 2);
  return [least - margin, most + margin];
}

/** The regions one level below the view's, each in the middle of its stores. */
export function regionsOn(
  spots: readonly Spot[],
  region: string,
): { name: string; longitude: number; latitude: number }[] {
  const depth = Math.max(2, region.split("/").filter(Boolean).length + 1);
  const found = new Map<string, Spot[]>();
  for (const spot of spots) {
    const name = spot.region.split("/")[depth - 1];
    if (name) {
      found.set(name, [...(found.get(name) ?? []), spot]);
    }
  }
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...found].map(([name, of]) => ({
    name,
    longitude: mean(of.map((spot) => spot.longitude)),
    latitude: mean(of.map((spot) => spot.latitude)),
  }));
}
