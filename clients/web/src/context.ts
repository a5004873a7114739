import { inject, type InjectionKey, type Ref } from "vue";
import type { Api } from "@/api";
import type { Language } from "@/locales";
import type { Directory } from "@/state/directory";
import type { Preferences } from "@/state/preferences";
import type { Session } from "@/state/session";

/** What every screen of both pages has at hand. */
export interface Shared {
  readonly api: Api;
  readonly session: Session;
  readonly directory: Directory;
  readonly preferences: Preferences;
  /** Milliseconds since 1970, each second. */
  readonly now: Readonly<Ref<number>>;
  chooseLanguage(language: Language): void;
}

export const SHARED: InjectionKey<Shared> = Symbol("shared");

export function useShared(): Shared {
  return given(SHARED);
}

export function given<T>(key: InjectionKey<T>): T {
  const value = inject(key);
  if (!value) {
    throw new Error(`${String(key)} was not provided`);
  }
  return value;
}
