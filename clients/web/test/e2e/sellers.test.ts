import { newRequestId } from "../../src/api/ids";
import { SellerKind } from "../../target/api/shelfshare/market/v1/report_service_pb";
import { RequestScope } from "../../target/api/shelfshare/market/v1/transfer_request_service_pb";
import { weekOf } from "../../src/state/sellers";
import { expect, test, type Chain } from "./people";

const PLENTY = 500;

/** Sells at the till of a store, and waits until the lists have it. */
async function sell(chain: Chain, store: string, sku: string, units: number): Promise<void> {
  await chain.api.stock.recordStockMovements({
    parent: `stores/${store}`,
    requestId: newRequestId(),
    movements: [{ sku, kind: { case: "sale", value: BigInt(units) } }],
  });
  const reports = await chain.api.reports();
  await expect
    .poll(async () => {
      const list = await reports.listSellers({
        parent: `stores/${store}`,
        week: weekOf(Date.now()),
        kind: SellerKind.BEST,
      });
      return list.lines.find((line) => line.sku === sku)?.soldUnits ?? 0n;
    })
    .toBeGreaterThanOrEqual(BigInt(units));
}

test("what sells slowly is offered with one tap, and another store takes it", async ({ chain }) => {
  const [offering, taking] = chain.stores;
  const quick = await chain.sku(20);
  const slow = await chain.sku(21);
  await chain.putOnShelf(offering, quick, 40);
  await chain.putOnShelf(offering, slow, PLENTY);
  await sell(chain, offering, quick, 40);
  const slowName = (await chain.api.directory.getSku({ name: slow })).displayName;
  const tablet = await chain.tablet(offering, "work");

  await tablet.getByRole("link", { name: "Best and slow sellers" }).click();
  const lists = tablet.getByRole("region", { name: "Best and slow sellers" });
  await tablet.getByLabel("Which week").selectOption({ label: "This week so far" });
  await lists.getByText("Best", { exact: true }).click();
  await expect(lists.getByRole("article").first()).toContainText("40 sold");
  await expect(lists.getByRole("button", { name: "Offer it" })).toHaveCount(0);
  await lists.getByText("Slow", { exact: true }).click();
  // Nothing of it was sold, and there is most of it: it is first.
  const card = lists.getByRole("article").first();
  await expect(card).toContainText(/5\d\d on hand/);
  expect(slowName).toContain((await card.locator(".title").innerText()).trim());
  await card.getByRole("button", { name: "Offer it" }).click();
  const sheet = tablet.getByRole("dialog");
  await sheet.getByRole("button", { name: "One fewer" }).click();
  await sheet.getByRole("button", { name: /^Offer \d+ units$/ }).click();
  await expect(card.getByText(/units are on offer/)).toBeVisible();

  const before = (await chain.available(taking)).get(slow) ?? 0;
  const other = await chain.tablet(taking, "market");
  // As a message opens it.
  const { transferRequests } = await chain.api.requests.listTransferRequests({
    parent: `stores/${offering}`,
    scope: RequestScope.POSTED,
    pageSize: 100,
  });
  const offered = transferRequests.find((one) => one.lines.some((line) => line.sku === slow));
  await other.goto(`/#/market/${offered?.name}`);
  const offer = other.locator("li.sought", { hasText: "Offered to you" });
  await expect(offer).toBeFocused();
  await offer.getByRole("button", { name: "Take some" }).click();
  const take = other.getByRole("dialog");
  await take.getByRole("button", { name: "One more" }).click();
  await take.getByRole("button", { name: "Take 2" }).click();
  await expect(other.getByText("2 units come to you!")).toBeVisible();
  await other.getByRole("link", { name: "See the order" }).click();
  await expect(other.getByText(/^Find it$/).first()).toBeVisible();

  await card.getByRole("link", { name: "See it in My work" }).click();
  await expect(tablet.getByText(/^2 of \d+ taken$/)).toBeVisible();
  await tablet.goto("/#/sellers");
  await lists.getByRole("button", { name: "Take it back" }).click();
  await expect(lists.getByRole("button", { name: "Take it back" })).toHaveCount(0);
  expect((await chain.available(taking)).get(slow) ?? 0).toBe(before);
});
