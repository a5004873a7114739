import { onUnmounted, provide, type InjectionKey } from "vue";
import { storeName } from "@/api/ids";
import { given, useShared } from "@/context";
import { createCounts, type Counts } from "@/state/counts";
import { createMarket, type Market } from "@/state/market";
import { createPhotos, type Photos } from "@/state/photos";
import { createPosted, type Posted } from "@/state/posted";
import { createShelf, type Shelf } from "@/state/shelf";
import { shrink } from "@/state/shrink";
import { createWork, type Work } from "@/state/work";

/** What the screens of one store share. */
export interface Counter {
  /** Resource name of the store that this tablet acts for. */
  readonly store: string;
  readonly shelf: Shelf;
  readonly market: Market;
  readonly posted: Posted;
  readonly work: Work;
  readonly counts: Counts;
  readonly photos: Photos;
}

const COUNTER: InjectionKey<Counter> = Symbol("counter");

/** Opens the counter of a store, for as long as the component that calls this is there. */
export function openCounter(storeId: string): Counter {
  const { api } = useShared();
  const store = storeName(storeId);
  const shelf = createShelf(api, store);
  const counter = {
    store,
    shelf,
    market: createMarket(api, store, shelf),
    posted: createPosted(api, store),
    work: createWork(api, store, localStorage),
    counts: createCounts(api, store, shelf),
    photos: createPhotos(api, shrink),
  };
  onUnmounted(() => {
    counter.market.stop();
    counter.posted.stop();
    counter.work.stop();
    counter.photos.stop();
  });
  provide(COUNTER, counter);
  return counter;
}

export function useCounter(): Counter {
  return given(COUNTER);
}
