import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { createClient } from "@connectrpc/connect";
import { createApi, type Api } from "../../src/api/index";
import { newRequestId } from "../../src/api/ids";
import { createTransport } from "../../src/api/transport";
import {
  TransferRequest_Mode as Mode,
  type TransferRequest,
} from "../../target/api/shelfshare/market/v1/resources_pb";
import { durationFromMs, timestampFromMs } from "@bufbuild/protobuf/wkt";
import { HistoryService } from "../../target/api/shelfshare/market/v1/history_service_pb";
import { readChain } from "./chain";

const PHONE = { width: 360, height: 740 };
const MINUTE_MILLIS = 60_000;

/** The chain, and who works in it. */
export class Chain {
  readonly ready = readChain();
  readonly web = this.ready.web;
  /** The asking and the supplying store, by id. */
  readonly stores = Object.keys(this.ready.tokens) as [string, string];
  /** Headquarters, which may act for every store. */
  private readonly transport = createTransport(
    { token: () => this.ready.headquarters_token, language: () => "en", refused: () => undefined },
    this.ready.web,
  );
  readonly api: Api = createApi(this.transport);
  readonly history = createClient(HistoryService, this.transport);

  private readonly posted: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  constructor(private readonly browser: Browser) {}

  /** A tablet of a store, signed in by its link. */
  async tablet(
    store: string,
    screen = "market",
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const token = this.ready.tokens[store] ?? "";
    return this.page(`/#token=${token}`, `/#/${screen}`, options);
  }

  async headquarters(screen = "", options: BrowserContextOptions = {}): Promise<Page> {
    return this.page(`/hq#token=${this.ready.headquarters_token}`, `/hq#/${screen}`, options);
  }

  private async page(link: string, then: string, options: BrowserContextOptions): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: PHONE,
      locale: "en-GB",
      baseURL: this.web,
      ...options,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    await page.goto(link);
    // The page takes the token out of its address; until then, another address would lose it.
    await page.waitForURL((address) => !address.hash.includes("token="));
    await page.goto(then);
    return page;
  }

  /** Units that a store can give of each SKU. */
  async available(store: string): Promise<Map<string, number>> {
    const page = await this.api.stock.listStockLines({
      parent: `stores/${store}`,
      pageSize: 1_000,
    });
    return new Map(page.stockLines.map((line) => [line.sku, Number(line.available)]));
  }

  /** Puts so many units of a SKU on a store's shelf. */
  async putOnShelf(store: string, sku: string, units: number): Promise<void> {
    await this.api.stock.recordStockMovements({
      parent: `stores/${store}`,
      requestId: newRequestId(),
      movements: [{ sku, kind: { case: "receipt", value: BigInt(units) } }],
    });
  }

  /** Leaves a SKU at one store alone, so that nobody else can be asked for it. */
  async putOnlyAt(store: string, sku: string, units: number): Promise<void> {
    const found = await this.api.stock.findStock({
      sku,
      near: { case: "store", value: `stores/${store}` },
      maxResults: 200,
    });
    for (const { store: other } of found.supplies) {
      await this.api.stock.recordStockMovements({
        parent: other,
        requestId: newRequestId(),
        movements: [{ sku, kind: { case: "count", value: 0n } }],
      });
    }
    await this.putOnShelf(store, sku, units);
  }

  /** Any SKU of the catalogue; each number is another one. */
  async sku(number: number): Promise<string> {
    const page = await this.api.directory.listSkus({ pageSize: 50 });
    return page.skus[number]?.name ?? "";
  }

  /** A store that nobody works in: it asks, so that both tablets can answer. */
  async thirdStore(): Promise<string> {
    const page = await this.api.directory.listStores({ pageSize: 10 });
    const ids = page.stores.map((store) => store.name.slice("stores/".length));
    return ids.find((id) => !this.stores.includes(id)) ?? "";
  }

  async post(
    store: string,
    sku: string,
    units: number,
    options: { mode?: Mode; note?: string; customer?: string; windowSeconds?: number } = {},
  ): Promise<TransferRequest> {
    const posted = await this.api.requests.createTransferRequest({
      parent: `stores/${store}`,
      requestId: newRequestId(),
      transferRequest: {
        lines: [{ sku, quantity: BigInt(units) }],
        mode: options.mode ?? Mode.FIRST_COME,
        ...(options.windowSeconds ? { window: durationFromMs(options.windowSeconds * 1_000) } : {}),
        note: options.note ?? "",
        destination: {
          to: options.customer
            ? { case: "customerReference", value: options.customer }
            : { case: "store", value: `stores/${store}` },
        },
        expireTime: timestampFromMs(Date.now() + 20 * MINUTE_MILLIS),
      },
    });
    this.posted.push(posted.name);
    return posted;
  }

  /** Grabs for a store, and returns the order. */
  async grab(store: string, request: TransferRequest, sku: string, units: number): Promise<string> {
    const won = await this.api.requests.grabTransferRequest({
      name: request.name,
      requestId: newRequestId(),
      store: `stores/${store}`,
      lines: [{ sku, quantity: BigInt(units) }],
    });
    return won.transferOrder;
  }

  /** Takes back what is still open, so that the next test finds a quiet market, and nobody in it. */
  async tidy(): Promise<void> {
    // Each page has two watches open, and a caller may have twenty.
    for (const context of this.contexts) {
      await context.close();
    }
    for (const name of this.posted) {
      const requestId = newRequestId();
      await this.api.requests.cancelTransferRequest({ name, requestId }).catch(() => undefined);
    }
  }
}

export const test = base.extend<{ chain: Chain }>({
  chain: async ({ browser }, use) => {
    const chain = new Chain(browser);
    await use(chain);
    await chain.tidy();
  },
});

export { expect } from "@playwright/test";
