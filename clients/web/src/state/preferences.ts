import { reactive, watch } from "vue";

/** How this machine's pages look and sound. */
export interface Preferences {
  palette: Palette;
  sound: boolean;
}

export type Palette = "system" | "light" | "dark";

const KEY = "shelfshare.preferences";

export function createPreferences(storage: Storage, root: HTMLElement): Preferences {
  const preferences = reactive<Preferences>({ palette: "system", sound: true, ...read(storage) });
  watch(
    preferences,
    () => {
      root.dataset["palette"] = preferences.palette;
      storage.setItem(KEY, JSON.stringify(preferences));
    },
    { immediate: true },
  );
  return preferences;
}

function read(storage: Storage): Partial<Preferences> {
  try {
    return JSON.parse(storage.getItem(KEY) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}
