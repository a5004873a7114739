import { createApp, type Component } from "vue";
import { createApi } from "@/api";
import type { Claims } from "@/api/claims";
import { createTransport } from "@/api/transport";
import { SHARED } from "@/context";
import { defineElements } from "@/ionic";
import { createWords, type Vocabulary } from "@/locales";
import { createClock } from "@/state/clock";
import { createDirectory } from "@/state/directory";
import { createPreferences } from "@/state/preferences";
import { createSession, tokenInAddress } from "@/state/session";
import "@/look/palette.css";
import "@/look/base.css";

/** Starts a page: puts its parts together and shows it. */
export function start(
  page: Component,
  welcome: (claims: Claims) => boolean,
  vocabulary?: Vocabulary,
): void {
  defineElements();
  const { words, language, choose } = createWords(localStorage, document, vocabulary);
  const session = createSession(sessionStorage, localStorage, welcome);
  const linked = tokenInAddress(location, history);
  if (linked) {
    session.signIn(linked, false);
  }
  const api = createApi(createTransport({ ...session, language }));
  createApp(page)
    .use(words)
    .provide(SHARED, {
      api,
      session,
      directory: createDirectory(api),
      preferences: createPreferences(localStorage, document.documentElement),
      now: createClock(),
      chooseLanguage: choose,
    })
    .mount("#app");
}

/** Keeps the page itself on this machine, so that it opens without a network. Never data. */
export function keepOffline(): void {
  if (import.meta.env.PROD && "serviceWorker" in navigator) {
    void navigator.serviceWorker.register("/service-worker.js");
  }
}
