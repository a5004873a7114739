import { readFileSync } from "node:fs";
import { newRequestId } from "../../src/api/ids";
import { showBarcode } from "./camera";
import { expect, test, type Chain } from "./people";
import { scan } from "./scanner";

async function order(chain: Chain, number: number, units: number): Promise<string> {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(number);
  await chain.putOnShelf(supplying, sku, units);
  return chain.grab(supplying, await chain.post(asking, sku, units), sku, units);
}

/** A picture as a telephone takes it: large. */
async function picture(page: import("@playwright/test").Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2_400, 1_800];
    const pen = canvas.getContext("2d");
    for (let at = 0; pen && at < 4_000; at++) {
      pen.fillStyle = `hsl(${(at * 47) % 360} 70% 50%)`;
      pen.fillRect((at * 7_919) % 2_400, (at * 104_729) % 1_800, 40, 40);
    }
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  return Buffer.from(base64, "base64");
}

test("a photo goes into the thread, small enough, and the other store sees it", async ({
  chain,
}) => {
  const [asking, supplying] = chain.stores;
  const name = await order(chain, 27, 1);
  const supplier = await chain.tablet(supplying, `work/${name}`);
  const taken = await picture(supplier);
  await supplier
    .locator("input[type=file]")
    .setInputFiles({ name: "torn.png", mimeType: "image/png", buffer: taken });
  await expect(supplier.getByRole("button", { name: "Photo 1" })).toBeVisible();
  await supplier.getByLabel("Say something").fill("The box looks like this.");
  await supplier.getByRole("button", { name: "Send", exact: true }).click();

  const asker = await chain.tablet(asking, `work/${name}`);
  await expect(asker.getByText("The box looks like this.")).toBeVisible();
  await asker.getByRole("button", { name: "Photo 1" }).click();
  const seen = asker.getByRole("dialog").getByRole("img", { name: "A photo of this order" });
  await expect.poll(() => seen.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1_280);

  const thread = await chain.api.orders.listOrderMessages({ parent: name });
  const kept = await chain.api.orders.getOrderPhoto({
    name: thread.orderMessages[0]?.photos[0] ?? "",
  });
  expect(kept.mediaType).toBe("image/jpeg");
  expect(kept.byteCount).toBeLessThanOrEqual(400_000);
});

test("what is no picture is not sent", async ({ chain }) => {
  const name = await order(chain, 28, 1);
  const supplier = await chain.tablet(chain.stores[1], `work/${name}`);
  const script = Buffer.from("<svg onload=alert(1)>");
  await supplier
    .locator("input[type=file]")
    .setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: script });
  await expect(supplier.getByText("This is not a picture.")).toBeVisible();
});

test("what arrived damaged has its photo beside its reason", async ({ chain }) => {
  const [asking] = chain.stores;
  const name = await order(chain, 29, 2);
  await chain.api.orders.confirmTransferOrder({ name, requestId: newRequestId() });
  await chain.api.orders.shipTransferOrder({ name, requestId: newRequestId() });
  const asker = await chain.tablet(asking, `work/${name}`);
  await asker.getByRole("button", { name: "Something is not right" }).click();
  const parts = (part: string, way: string) =>
    asker.getByRole("group", { name: part }).getByRole("button", { name: way }).click();
  await parts("Good", "One fewer");
  await parts("Damaged", "One more");
  const buffer = await picture(asker);
  await asker
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "torn.png", mimeType: "image/png", buffer });
  await expect(asker.getByRole("button", { name: "Photo 1" })).toBeVisible();
  await asker.getByRole("button", { name: "Record what arrived" }).click();
  const remarks = asker.getByRole("region", { name: "What was not right" });
  await expect(remarks.getByText("Damaged: 1")).toBeVisible();
  await expect(remarks.getByRole("button", { name: "Photo 1" })).toBeVisible();
});

test("the packing slip is a file, with the order in it", async ({ chain }) => {
  const name = await order(chain, 30, 1);
  const supplier = await chain.tablet(chain.stores[1], `work/${name}`);
  const saved = supplier.waitForEvent("download");
  await supplier.getByRole("button", { name: "Packing slip" }).click();
  const file = await saved;
  const id = name.slice("transferOrders/".length);
  expect(file.suggestedFilename()).toBe(`${id}.pdf`);
  const pdf = readFileSync(await file.path(), "latin1");
  expect(pdf).toMatch(/^%PDF-1\.4/);
  expect(pdf).toContain(`(${id})`);
});

test("the code of a parcel, typed by a scanner, opens its order", async ({ chain }) => {
  const name = await order(chain, 31, 1);
  const supplier = await chain.tablet(chain.stores[1], "work");
  // Lists follow what happens: a code is known once its order is shown.
  await expect(supplier.locator(`a[href$="${name}"]`)).toBeVisible();
  await supplier.getByRole("heading", { name: "My work" }).click();
  await scan(supplier, name.slice("transferOrders/".length));
  await expect(supplier).toHaveURL(new RegExp(name));
});

test("the camera reads a barcode without the network's help", async ({ chain }) => {
  const sku = await chain.api.directory.getSku({ name: await chain.sku(32) });
  showBarcode(sku.gtin);
  const tablet = await chain.tablet(chain.stores[0], "post", { permissions: ["camera"] });
  const foreign: string[] = [];
  tablet.on("request", (request) => {
    if (!request.url().startsWith(chain.web) && !request.url().startsWith("blob:")) {
      foreign.push(request.url());
    }
  });
  await tablet.getByRole("button", { name: "Scan with the camera" }).click();
  await expect(tablet.getByRole("button", { name: /^Ask for/ })).toBeVisible();
  expect(foreign).toEqual([]);
});

test("a wide screen keeps the market beside the work; a narrow one shows one thing", async ({
  chain,
}) => {
  const name = await order(chain, 33, 1);
  const wide = { viewport: { width: 1_024, height: 700 } };
  const tablet = await chain.tablet(chain.stores[1], `work/${name}`, wide);
  await expect(tablet.getByRole("region", { name: "Market" })).toBeVisible();
  await expect(tablet.getByRole("region", { name: "Messages" })).toBeVisible();
  await tablet.setViewportSize({ width: 360, height: 740 });
  await expect(tablet.getByRole("region", { name: "Market" })).toBeHidden();
  await expect(tablet.getByRole("region", { name: "Messages" })).toBeVisible();
});
