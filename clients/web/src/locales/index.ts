import { watch } from "vue";
import { createI18n } from "vue-i18n";
import en from "./en.json";
import zhCN from "./zh-CN.json";

export type Language = "en" | "zh-CN";
export const LANGUAGES: readonly Language[] = ["en", "zh-CN"];

const KEY = "shelfshare.language";

/** What a person chose before, or else what the browser speaks. */
export function languageOf(chosen: string | null, spoken: readonly string[]): Language {
  const known = LANGUAGES.find((language) => language === chosen);
  if (known) {
    return known;
  }
  return spoken[0]?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** Words by their keys, in each language. */
export type Vocabulary = Readonly<Record<Language, object>>;

/**
 * The words of the pages. Keeps the choice of a person on this machine.
 *
 * @param more words that only one page has
 */
export function createWords(storage: Storage, page: Document, more?: Vocabulary) {
  const words = createI18n({
    legacy: false,
    locale: languageOf(storage.getItem(KEY), navigator.languages),
    fallbackLocale: "en",
    messages: { en, "zh-CN": zhCN },
  });
  for (const language of more ? LANGUAGES : []) {
    words.global.mergeLocaleMessage(language, more?.[language] ?? {});
  }
  const locale = words.global.locale;
  watch(
    locale,
    (language) => {
      page.documentElement.lang = language;
      page.title = words.global.t("page.title");
    },
    { immediate: true },
  );
  return {
    words,
    language: () => locale.value,
    choose(language: Language) {
      locale.value = language;
      storage.setItem(KEY, language);
    },
  };
}
