import { shallowRef, type Ref } from "vue";

/** A view of a screen under a name; the link has all of it. */
export interface SavedView {
  readonly name: string;
  /** As in the address: `#/stock?…`. */
  readonly link: string;
}

const KEY = "shelfshare.views";
const VIEWS_MAX = 50;

export interface SavedViews {
  readonly views: Readonly<Ref<readonly SavedView[]>>;
  /** Saves a view; one of the same name is replaced. */
  save(view: SavedView): void;
  remove(name: string): void;
}

/** Views that somebody saved on this machine. */
export function createSavedViews(storage: Storage): SavedViews {
  const views = shallowRef(read(storage));
  function keep(next: readonly SavedView[]): void {
    views.value = next.slice(-VIEWS_MAX);
    storage.setItem(KEY, JSON.stringify(views.value));
  }
  return {
    views,
    save: (view) => keep([...views.value.filter(({ name }) => name !== view.name), view]),
    remove: (name) => keep(views.value.filter((view) => view.name !== name)),
  };
}

function read(storage: Storage): readonly SavedView[] {
  try {
    const found = JSON.parse(storage.getItem(KEY) ?? "[]") as unknown;
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Only places of this page: what is stored could have been written by anybody who used the machine. */
function isView(one: unknown): one is SavedView {
  const { name, link } = (one ?? {}) as Partial<SavedView>;
  return typeof name === "string" && typeof link === "string" && link.startsWith("#/");
}
