// Keeps the store page itself on the machine, so that it opens without a network and says so. Data never
// comes from here: calls of the API pass untouched. Shows the messages that the node sends to this
// device, where somebody has switched them on.
const VERSION = "__VERSION__";
const SHELL = __SHELL__;
const PAGE = "/";
const PAGE_WITHIN_MILLIS = 3_000;
// The page keeps there whose messages this device shows; see src/state/device.ts.
const DRAWER = "shelfshare.device";
const BINDING = "/messages-on-this-device";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

const isOld = (name) => name !== VERSION && name !== DRAWER;

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) {
    return;
  }
  if (url.pathname === PAGE) {
    event.respondWith(newestPage(event.request));
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(event.request)));
  }
});

// The page as the node has it, or else, without an answer in time, as it was.
async function newestPage(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MILLIS) });
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

self.addEventListener("push", (event) => {
  event.waitUntil(receive(event.data));
});

async function receive(data) {
  const binding = await bindingHere();
  if (!binding) {
    // Somebody has signed out, and the browser was not told: it is now.
    const left = await self.registration.pushManager.getSubscription();
    await left?.unsubscribe();
    return;
  }
  if (Date.now() > binding.untilMillis) {
    await say(binding, binding.words.signIn, "sign-in");
    return;
  }
  const message = data.json();
  // What is on its way for whoever was here before is nobody else's business.
  if (!binding.endpoint || !message.endpoint || message.endpoint === binding.endpoint) {
    await say(binding, message, message.id, message.subject);
  }
}

// The same message that comes twice has the same tag, and is shown once.
function say({ language }, { title, body }, tag, subject = "") {
  const options = { body, tag, lang: language, icon: "/icon.svg", data: { subject } };
  return self.registration.showNotification(title, options);
}

async function bindingHere() {
  const kept = await (await caches.open(DRAWER)).match(BINDING);
  return kept?.json();
}

// Only the page has the token with which the node can be told of another subscription.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscriptionChanged());
});

async function subscriptionChanged() {
  const binding = await bindingHere();
  const page = await openPage();
  if (binding && page) {
    page.postMessage({ kind: "subscription-changed" });
  } else if (binding) {
    await say(binding, binding.words.again, "again");
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.subject ?? ""));
});

// A page that is open goes there by itself, and so loses nothing that somebody has typed.
async function open(subject) {
  const page = await openPage();
  if (page) {
    page.postMessage({ kind: "open", subject });
    await page.focus();
  } else {
    await self.clients.openWindow(`${PAGE}#/open/${subject}`);
  }
}

async function openPage() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.find((page) => new URL(page.url).pathname === PAGE);
}
