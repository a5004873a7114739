import { onUnmounted, watch } from "vue";
import { useI18n } from "vue-i18n";
import { createApi } from "@/api";
import { storeName } from "@/api/ids";
import { createTransport } from "@/api/transport";
import { useShared } from "@/context";
import { browserDevice, listenToWorker } from "@/state/device";
import type { DeviceMessages, Holder } from "@/state/device-messages";
import { parseRoute, placeOf } from "@/state/route";

/**
 * Messages on this device, for as long as a person is signed in to a store. What does the work comes
 * only where somebody wants messages; their end does not wait for it.
 *
 * @returns opens what the menu shows
 */
export function openDevice(storeId: string): () => Promise<DeviceMessages> {
  const { api, session } = useShared();
  const { t, locale } = useI18n();
  let opened: Promise<DeviceMessages> | undefined;

  const notice = (key: string) => ({
    title: t(`messages-here.${key}.title`),
    body: t(`messages-here.${key}.body`),
  });
  const holder = (): Holder => ({
    store: storeName(storeId),
    person: session.claims.value?.subject ?? "",
    untilMillis: session.claims.value?.expiresAtMillis ?? 0,
    language: locale.value,
    words: { signIn: notice("sign-in"), again: notice("again") },
  });

  async function load(): Promise<DeviceMessages> {
    const { createDeviceMessages } = await import("@/state/device-messages");
    return createDeviceMessages(await api.notifications(), browserDevice, holder);
  }

  function open(): Promise<DeviceMessages> {
    opened ??= load();
    // Nothing is lost: whoever opens the menu again asks again.
    opened.catch(() => (opened = undefined));
    return opened;
  }

  /** Whether they are on is seen without them. */
  async function look(): Promise<void> {
    if (await browserDevice.binding()) {
      await (await open()).look();
    }
  }
  const lookIfCan = () => void look().catch(() => undefined);

  async function leave(token: string): Promise<void> {
    const bound = await browserDevice.forget();
    if (bound?.endpoint) {
      const caller = {
        token: () => token,
        language: () => bound.language,
        refused: () => undefined,
      };
      const { removeEndpoint } = await import("@/state/own-endpoints");
      const own = await createApi(createTransport(caller)).notifications();
      await removeEndpoint(own, bound.endpoint);
    }
  }

  // The service worker has opened this page, and leaves it to the page where that is.
  const arrived = parseRoute(location.hash);
  if (arrived.screen === "open") {
    history.replaceState(null, "", placeOf(arrived.subject));
  }
  lookIfCan();
  watch([locale, session.claims], ([, claims]) => claims && lookIfCan());
  const ends = [
    session.onLeave((token) => void leave(token).catch(() => undefined)),
    listenToWorker((told) => {
      if (told.kind === "subscription-changed") {
        lookIfCan();
      } else {
        location.hash = placeOf(told.subject);
      }
    }),
  ];
  onUnmounted(() => ends.forEach((end) => end()));
  return open;
}
