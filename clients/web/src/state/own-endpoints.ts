import type { Client } from "@connectrpc/connect";
import {
  Endpoint_Channel as Channel,
  Endpoint_Language as Language,
  type Endpoint,
  type NotificationService,
} from "@proto/shelfshare/market/v1/notification_service_pb";
import { newRequestId } from "@/api/ids";
import { sendUntil } from "@/api/send";

export type Notifications = Client<typeof NotificationService>;

const SEND_WITHIN_MILLIS = 8_000;
const PAGE = 100;

/** A person's own browsers at a store. */
export async function ownEndpoints(
  notifications: Notifications,
  { store, person }: { readonly store: string; readonly person: string },
): Promise<Endpoint[]> {
  const page = await notifications.listEndpoints({ parent: store, pageSize: PAGE });
  return page.endpoints.filter((one) => one.channel === Channel.WEB_PUSH && one.person === person);
}

/** Makes this browser an endpoint of a store, and returns the endpoint's name. */
export async function addEndpoint(
  notifications: Notifications,
  store: string,
  displayName: string,
  subscription: PushSubscription,
  language: string,
): Promise<string> {
  const endpoint = {
    channel: Channel.WEB_PUSH,
    displayName,
    address: subscription.endpoint,
    pushKeys: keysOf(subscription),
    language: languageOf(language),
  };
  const { name } = await sent((requestId) =>
    notifications.createEndpoint({ parent: store, requestId, endpoint }),
  );
  return name;
}

/** Has an endpoint's messages written in a language; nothing happens where they are already. */
export async function speak(
  notifications: Notifications,
  { name, topics, quietHours, hourlyMax, language: spoken }: Endpoint,
  wanted: string,
): Promise<void> {
  const language = languageOf(wanted);
  if (language !== spoken) {
    const wishes = { topics, hourlyMax, language, ...(quietHours && { quietHours }) };
    await sent((requestId) => notifications.updateEndpoint({ name, requestId, wishes }));
  }
}

/**
 * Deletes an endpoint. Where the node cannot be reached or will not, nothing comes all the same: the
 * browser is not subscribed any more, and the endpoint ends with the next message.
 */
export async function removeEndpoint(notifications: Notifications, name: string): Promise<void> {
  try {
    await sent((requestId) => notifications.deleteEndpoint({ name, requestId }));
  } catch {
    // See above.
  }
}

export async function testEndpoint(notifications: Notifications, name: string): Promise<void> {
  await sent((requestId) => notifications.testEndpoint({ name, requestId }));
}

/** Throws what the newest call threw. */
async function sent<T>(send: (requestId: string) => Promise<T>): Promise<T> {
  const requestId = newRequestId();
  let thrown: unknown;
  const outcome = await sendUntil(Date.now() + SEND_WITHIN_MILLIS, () =>
    send(requestId).catch((reason: unknown) => {
      thrown = reason;
      throw reason;
    }),
  );
  if (!outcome.won) {
    throw thrown;
  }
  return outcome.value;
}

function languageOf(language: string): Language {
  return language.startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
}

/** As the API takes them: base64url without padding. */
function keysOf(subscription: PushSubscription): { p256dh: string; auth: string } {
  const { p256dh = "", auth = "" } = subscription.toJSON().keys ?? {};
  return { p256dh: p256dh.replace(/=+$/, ""), auth: auth.replace(/=+$/, "") };
}
