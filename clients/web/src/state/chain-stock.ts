import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  ExportReportRequest_Format as Format,
  StockDimension as By,
  type AggregateStockResponse_Group,
  type StockFigures,
  type StockFilterSchema,
} from "@proto/shelfshare/market/v1/report_service_pb";
import type { Api } from "@/api";
import { idOf } from "@/api/ids";
import type { FileFormat } from "@/api/file-format";

/** What a view of the chain's stock is narrowed to; it stands in the page's address. */
export interface StockView {
  readonly style: string;
  readonly region: string;
  readonly sku: string;
  /** Resource names; empty for all. */
  readonly owner: string;
  readonly store: string;
}

/** The view that an address names. */
export function viewOf(query: Readonly<Record<string, string>>): StockView {
  const of = (name: string) => query[name] ?? "";
  const named = (kind: string, id: string) => (id ? `${kind}/${id}` : "");
  return {
    style: of("style"),
    region: of("region"),
    sku: of("sku"),
    owner: named("owners", of("owner")),
    store: named("stores", of("store")),
  };
}

/** The opposite. */
export function queryOf(view: StockView): Record<string, string> {
  return { ...view, owner: idOf(view.owner), store: idOf(view.store) };
}

/** The stock that a view shows, as of one moment. */
export interface ChainStock {
  readonly total: StockFigures;
  /** By the regions one level below the view's; none where there is nothing below. */
  readonly regions: readonly AggregateStockResponse_Group[];
  /** By style, or by SKU where a style is chosen. */
  readonly things: readonly AggregateStockResponse_Group[];
  /** By store. */
  readonly stores: readonly AggregateStockResponse_Group[];
  /** By colour and size of the chosen style; else empty. */
  readonly variants: readonly AggregateStockResponse_Group[];
  readonly readAtMillis: number;
}

const GROUPS_MAX = 5_000;

export async function readStock(api: Api, view: StockView): Promise<ChainStock> {
  const reports = await api.reports();
  const filter = filterOf(view);
  const by = (...groupBy: By[]) =>
    reports.aggregateStock({ filter, groupBy, pageSize: GROUPS_MAX });
  const [things, stores, regions, variants] = await Promise.all([
    by(view.style !== "" || view.sku !== "" ? By.SKU : By.STYLE),
    by(By.STORE),
    reports.aggregateStock({
      filter,
      groupBy: [By.REGION],
      regionDepth: depthBelow(view.region),
      pageSize: GROUPS_MAX,
    }),
    // The grid keeps its other cells while one of them is chosen.
    view.style
      ? reports.aggregateStock({
          filter: filterOf({ ...view, sku: "" }),
          groupBy: [By.COLOUR, By.SIZE, By.SKU],
          pageSize: GROUPS_MAX,
        })
      : undefined,
  ]);
  return {
    total: stores.total ?? nothing(),
    regions: regions.groups.filter((group) => group.key[0] !== view.region),
    things: things.groups,
    stores: stores.groups,
    variants: variants?.groups ?? [],
    readAtMillis: Date.now(),
  };
}

/** Every line of a view as a file, in parts. */
export async function exportLines(api: Api, view: StockView, format: FileFormat) {
  return (await api.reports()).exportReport(
    {
      report: { case: "stockLines", value: { filter: filterOf(view) } },
      format: format === "csv" ? Format.CSV : Format.XLSX,
    },
    { timeoutMs: 0 },
  );
}

/** One level below; of the whole chain two, for its first level is the country. */
function depthBelow(region: string): number {
  return Math.max(2, region.split("/").filter(Boolean).length + 1);
}

function filterOf(view: StockView): MessageInitShape<typeof StockFilterSchema> {
  return { ...view };
}

function nothing(): StockFigures {
  return {
    $typeName: "shelfshare.market.v1.StockFigures",
    onHand: 0n,
    reserved: 0n,
    safety: 0n,
    available: 0n,
    inbound: 0n,
    unsellable: 0n,
    lineCount: 0n,
    availableOnlyCount: 0n,
    quantityHiddenCount: 0n,
  };
}
