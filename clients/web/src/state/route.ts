import { readonly, shallowRef, type Ref } from "vue";

/** Where a page is: `#/work/transferOrders/1` is screen `work` with `transferOrders/1`. */
export interface Route {
  readonly screen: string;
  readonly subject: string;
  readonly query: Readonly<Record<string, string>>;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen = "", ...subject] = path.split("/");
  return {
    screen,
    subject: subject.map(decodeURIComponent).join("/"),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function formatRoute(
  screen: string,
  subject = "",
  query: Readonly<Record<string, string>> = {},
): string {
  const path = [screen, ...subject.split("/").filter(Boolean).map(encodeURIComponent)].join("/");
  const given = Object.entries(query).filter(([, value]) => value !== "");
  const asked = new URLSearchParams(given).toString();
  return `#/${path}${asked ? `?${asked}` : ""}`;
}

/** The route as it is now; links change it, and so do back and forward. */
export function createRoute(): Readonly<Ref<Route>> {
  const route = shallowRef(parseRoute(location.hash));
  window.addEventListener("hashchange", () => (route.value = parseRoute(location.hash)));
  return readonly(route) as Readonly<Ref<Route>>;
}

/** Where a store's page shows what a message is about. */
export function placeOf(subject: string): string {
  // A message about the store itself is the list of its week.
  if (subject.startsWith("stores/")) {
    return formatRoute("sellers");
  }
  return subject.startsWith("transferOrders/")
    ? formatRoute("work", subject)
    : formatRoute("market", subject.startsWith("transferRequests/") ? subject : "");
}
