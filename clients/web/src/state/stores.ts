import type { Store } from "@proto/shelfshare/market/v1/resources_pb";
import type { Api } from "@/api";

const PAGE = 1_000;

/** Every store of a region, or of the chain where it is empty. */
export async function readStores(api: Api, region: string): Promise<Store[]> {
  const stores: Store[] = [];
  let pageToken = "";
  do {
    const page = await api.directory.listStores({
      regionPrefix: region,
      pageSize: PAGE,
      pageToken,
    });
    stores.push(...page.stores);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return stores;
}
