import type { Owner } from "@proto/shelfshare/market/v1/resources_pb";
import type { Api } from "@/api";

const PAGE = 1_000;
const OWNERS_MAX = 10_000;

/** Every owner of the chain, by its name. */
export async function readOwners(api: Api): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>();
  let pageToken = "";
  do {
    const page = await api.directory.listOwners({ pageSize: PAGE, pageToken });
    page.owners.forEach((owner) => owners.set(owner.name, owner));
    pageToken = page.nextPageToken;
  } while (pageToken && owners.size < OWNERS_MAX);
  return owners;
}
