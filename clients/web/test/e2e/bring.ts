import { newRequestId } from "../../src/api/ids";
import type { Chain } from "./people";

/** Takes an order from the shelf to the other store, all of it. */
export async function bring({ api }: Chain, name: string): Promise<void> {
  const step = () => ({ name, requestId: newRequestId() });
  await api.orders.confirmTransferOrder(step());
  await api.orders.packTransferOrder(step());
  await api.orders.shipTransferOrder({ ...step(), shipment: { carrier: "SF" } });
  await api.orders.receiveTransferOrder(step());
}

/** The id of who owns a store's stock. */
export async function ownerOf({ api }: Chain, store: string): Promise<string> {
  const { owner } = await api.directory.getStore({ name: `stores/${store}` });
  return owner.slice("owners/".length);
}
