import { expect, test } from "./people";

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
  // Without the pauses of a mouse that looks where it clicks.
  await Promise.all(
    cards.map((card) => card.getByRole("button", { name: "Grab 1" }).dispatchEvent("click")),
  );

  for (const card of cards) {
    await expect(card.getByRole("alert")).toBeVisible();
  }
  const answers = await Promise.all(cards.map((card) => card.getByRole("alert").innerText()));
  expect(answers.filter((answer) => answer.includes("yours to bring"))).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes("Others were faster"))).toHaveLength(1);
});
