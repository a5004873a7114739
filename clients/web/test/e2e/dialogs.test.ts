import type { BrowserContextOptions, Page } from "@playwright/test";
import { newRequestId } from "../../src/api/ids";
import { TransferRequest_Mode as Mode } from "../../target/api/shelfshare/market/v1/resources_pb";
import { ReleaseReason } from "../../target/api/shelfshare/market/v1/transfer_order_service_pb";
import { ownerOf } from "./bring";
import { showNothing } from "./camera";
import { look } from "./look";
import { expect, test } from "./people";
import { browsers, PushService } from "./push-service";
import { scan } from "./scanner";

/** Words that a test has to touch, in both languages. */
const SWITCH_ON = { "en-GB": "Switch on", "zh-CN": "开启消息" } as const;
const SHOW = { "en-GB": "Show where it goes", "zh-CN": "显示收货地址" } as const;
const SCAN_EACH = { "en-GB": "Scan each unit …", "zh-CN": "逐件扫描…" } as const;
const CAMERA = { "en-GB": "Scan with the camera", "zh-CN": "用摄像头扫描" } as const;
const LANGUAGES = ["en-GB", "zh-CN"] as const;

for (const language of LANGUAGES) {
  const options = { locale: language } satisfies BrowserContextOptions;
  const see = (page: Page, dialog: string) => look(page, `dialog-${dialog}-${language}`);

  test(`messages on this device, ${language}`, async ({ chain }) => {
    const pushes = await PushService.open();
    const tablet = await chain.tablet(chain.stores[1], "market", {
      ...options,
      permissions: ["notifications"],
    });
    await pushes.serve(tablet);
    await tablet.locator("header .menu").click();
    await tablet.getByRole("button", { name: SWITCH_ON[language], exact: true }).waitFor();
    await see(tablet, "messages-off");
    await tablet.getByRole("button", { name: SWITCH_ON[language], exact: true }).click();
    await tablet.locator("dialog section .row ion-button").last().waitFor();
    await see(tablet, "messages-on");
    await tablet.locator("dialog section .row ion-button").last().click();
    await tablet.getByRole("button", { name: SWITCH_ON[language], exact: true }).waitFor();
    // The page shows it before the node knows, and other tests use this store's browsers.
    await expect.poll(() => browsers(chain, chain.stores[1])).toEqual([]);
    pushes.close();
  });

  test(`a bid, counts and the camera, ${language}`, async ({ chain }) => {
    const [asking, supplying] = chain.stores;
    const [sealed, missing] = [await chain.sku(43), await chain.sku(44)];
    await chain.putOnShelf(supplying, sealed, 1);
    await chain.putOnShelf(supplying, missing, 1);
    const lost = await chain.grab(supplying, await chain.post(asking, missing, 1), missing, 1);
    await chain.api.orders.releaseTransferOrder({
      name: lost,
      requestId: newRequestId(),
      reason: ReleaseReason.NOT_FOUND,
    });
    showNothing();
    const tablet = await chain.tablet(supplying, "work", { ...options, permissions: ["camera"] });
    const task = tablet.locator("button.card").first();
    await task.scrollIntoViewIfNeeded();
    await see(tablet, "trust");
    await task.click();
    await tablet.locator("dialog input").waitFor();
    await see(tablet, "count");

    await tablet.goto("/#/post");
    await tablet.goto("/#/market");
    await chain.post(await chain.thirdStore(), sealed, 1, {
      mode: Mode.SEALED_WINDOW,
      windowSeconds: 30,
      note: `sealed ${language}`,
    });
    const card = tablet.locator("article", { hasText: `sealed ${language}` });
    await card.locator(".grab").click();
    await tablet.locator("dialog input[type=number]").waitFor();
    await see(tablet, "bid");
    await tablet.keyboard.press("Escape");

    await tablet.goto("/#/post");
    await tablet.getByRole("button", { name: CAMERA[language] }).click();
    await tablet.locator("dialog video").waitFor();
    await see(tablet, "camera");
  });

  test(`a customer's address and a parcel, ${language}`, async ({ chain }) => {
    const [asking, supplying] = chain.stores;
    const sku = await chain.sku(45);
    await chain.putOnShelf(supplying, sku, 2);
    const customer = `c-${language}`;
    const posted = await chain.post(asking, sku, 2, { customer });
    const name = await chain.grab(supplying, posted, sku, 2);
    await (
      await chain.api.customers()
    ).setCustomerDelivery({
      name: `owners/${await ownerOf(chain, asking)}/customers/${customer}`,
      requestId: newRequestId(),
      delivery: { recipient: "王小芳", phone: "138 0000 0000", address: "杭州市文三路 1 号" },
    });
    await chain.api.orders.confirmTransferOrder({ name, requestId: newRequestId() });
    await chain.api.orders.shipTransferOrder({ name, requestId: newRequestId() });
    const tablet = await chain.tablet(asking, `work/${name}`, options);
    await tablet.getByRole("button", { name: SHOW[language] }).click();
    await tablet.locator("address").waitFor();
    await see(tablet, "customer");
    await tablet.getByRole("button", { name: SCAN_EACH[language] }).click();
    await tablet.getByRole("button", { name: CAMERA[language] }).waitFor();
    const { gtin } = await chain.api.directory.getSku({ name: sku });
    await scan(tablet, gtin);
    await tablet.locator(".notice.good").waitFor();
    await tablet.locator(".notice.good").scrollIntoViewIfNeeded();
    await see(tablet, "parcel");
    await chain.api.orders.receiveTransferOrder({ name, requestId: newRequestId() });
  });
}
