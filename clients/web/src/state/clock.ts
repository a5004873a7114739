import { readonly, ref, type Ref } from "vue";

/** The time in milliseconds since 1970, each second; for countdowns and ages. */
export function createClock(): Readonly<Ref<number>> {
  const now = ref(Date.now());
  setInterval(() => (now.value = Date.now()), 1_000);
  return readonly(now);
}
