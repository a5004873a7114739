// Keeps the store page itself on the machine, so that it opens without a network and says so. Data never
// comes from here: calls of the API pass untouched.
const VERSION = "__VERSION__";
const SHELL = __SHELL__;
const PAGE = "/";
const PAGE_WITHIN_MILLIS = 3_000;

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
      .then((names) => Promise.all(names.filter((n) => n !== VERSION).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

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
