import type { Page } from "@playwright/test";
import { expect, test } from "./people";

/** Holds what a tablet sends as a grab. */
async function held(tablet: Page): Promise<{ sent: Promise<void>; release: () => void }> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let say = (): void => undefined;
  const sent = new Promise<void>((resolve) => (say = resolve));
  await tablet.route("**/GrabTransferRequest", async (grab) => {
    say();
    await released;
    await grab.continue();
  });
  return { sent, release };
}

test("of two tablets that grab one unit, one wins and the other reads why not (P1)", async ({
  chain,
}) => {
  const [first, second] = chain.stores;
  const sku = await chain.sku(1);
  await chain.putOnShelf(first, sku, 2);
  await chain.putOnShelf(second, sku, 2);
  const tablets = [await chain.tablet(first), await chain.tablet(second)];
  await chain.post(await chain.thirdStore(), sku, 1, { note: "one for two" });

  const cards = tablets.map((tablet) => tablet.locator("article", { hasText: "one for two" }));
  for (const card of cards) {
    await expect(card.getByRole("button", { name: "Grab 1" })).toBeVisible();
  }
  // Both are on their way before either is answered: who hears of the other's first sees no button.
  const grabs = await Promise.all(tablets.map(held));
  await Promise.all(
    cards.map((card) => card.getByRole("button", { name: "Grab 1" }).dispatchEvent("click")),
  );
  await Promise.all(grabs.map(({ sent }) => sent));
  grabs.forEach(({ release }) => release());

  for (const card of cards) {
    await expect(card.getByRole("alert")).toBeVisible();
  }
  const answers = await Promise.all(cards.map((card) => card.getByRole("alert").innerText()));
  expect(answers.filter((answer) => answer.includes("yours to bring"))).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes("Others were faster"))).toHaveLength(1);
});
