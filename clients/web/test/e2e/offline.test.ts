import { expect, test } from "./people";
import { Wifi } from "./wifi";

test("a pick that is confirmed without a network is sent once, also after a reload (P6)", async ({
  chain,
}) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(4);
  await chain.putOnShelf(supplying, sku, 1);
  const posted = await chain.post(asking, sku, 1);
  const wifi = await Wifi.to(chain.web);
  const tablet = await chain.tablet(supplying, "market", { baseURL: wifi.url });
  // The page itself has to be kept on the machine before the network goes.
  await tablet.evaluate(async () => void (await navigator.serviceWorker.ready));
  await tablet.getByRole("button", { name: "Grab 1" }).click();
  await tablet.getByRole("link", { name: "Go and pick" }).click();
  await expect(tablet.getByRole("button", { name: "I have all of them" })).toBeVisible();

  wifi.cut();
  await expect(tablet.getByText(/^Offline/)).toBeVisible();
  await tablet.getByRole("button", { name: "I have all of them" }).click();
  await expect(tablet.getByText("One step waits to be sent")).toBeVisible();
  await tablet.reload();
  await expect(tablet.getByText("One step waits to be sent")).toBeVisible();

  const order = (await chain.api.requests.getTransferRequest({ name: posted.name })).awards[0];
  const name = order?.transferOrder ?? "";
  const history = async () => {
    const page = await chain.history.listTransferOrderEvents({ parent: name, pageSize: 100 });
    return page.events.map((event) => event.kind);
  };
  expect(await history()).not.toContain("CONFIRMED");

  wifi.restore();
  await expect(tablet.getByText("One step waits to be sent")).toBeHidden();
  await expect(tablet.getByRole("button", { name: "It is on its way" })).toBeVisible();
  expect((await history()).filter((kind) => kind === "CONFIRMED")).toHaveLength(1);
  wifi.close();
});

test("a grab without a network is lost and says so, and is never sent later", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(5);
  await chain.putOnShelf(supplying, sku, 1);
  const posted = await chain.post(asking, sku, 1);
  const wifi = await Wifi.to(chain.web);
  const tablet = await chain.tablet(supplying, "market", { baseURL: wifi.url });
  const grab = tablet.getByRole("button", { name: "Grab 1" });
  await expect(grab).toBeVisible();

  wifi.cut();
  await grab.click();
  // Both the card and a notice say so, either first.
  const said = tablet.getByText("No connection.").filter({ visible: true });
  await expect(said.first()).toBeVisible();
  wifi.restore();
  await expect(tablet.getByText("Live")).toBeVisible();

  const now = await chain.api.requests.getTransferRequest({ name: posted.name });
  expect(now.awards).toEqual([]);
  wifi.close();
});
