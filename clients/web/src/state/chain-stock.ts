import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  StockDimension as By,
  type AggregateStockResponse_Group,
  type QueryStockResponse_Line,
  type StockFigures,
  type StockFilterSchema,
} from "@proto/shelfshare/market/v1/report_service_pb";
import type { Api } from "@/api";

/** What a view of the chain's stock is narrowed to; it stands in the page's address. */
export interface StockView {
  readonly style: string;
  readonly region: string;
  readonly sku: string;
}

/** The stock that a view shows, as of one moment. */
export interface ChainStock {
  readonly total: StockFigures;
  /** By the regions one level below the view's; none where there is nothing below. */
  readonly regions: readonly AggregateStockResponse_Group[];
  /** By style, or by store where a style or SKU is chosen. */
  readonly rows: readonly AggregateStockResponse_Group[];
  /** By colour and size of the chosen style; else empty. */
  readonly variants: readonly AggregateStockResponse_Group[];
  readonly readAtMillis: number;
}

const GROUPS_MAX = 5_000;
const LINES_PAGE = 1_000;

export async function readStock(api: Api, view: StockView): Promise<ChainStock> {
  const reports = await api.reports();
  const filter = filterOf(view);
  const by = (...groupBy: By[]) =>
    reports.aggregateStock({ filter, groupBy, pageSize: GROUPS_MAX });
  const chosen = view.style !== "" || view.sku !== "";
  const [rows, regions, variants] = await Promise.all([
    by(chosen ? By.STORE : By.STYLE),
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
    total: rows.total ?? nothing(),
    regions: regions.groups.filter((group) => group.key[0] !== view.region),
    rows: rows.groups,
    variants: variants?.groups ?? [],
    readAtMillis: Date.now(),
  };
}

/** Every line of a view, page by page; for files. */
export async function readLines(api: Api, view: StockView): Promise<QueryStockResponse_Line[]> {
  const reports = await api.reports();
  const lines: QueryStockResponse_Line[] = [];
  let pageToken = "";
  do {
    const page = await reports.queryStock({
      filter: filterOf(view),
      pageSize: LINES_PAGE,
      pageToken,
    });
    lines.push(...page.lines);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return lines;
}

/** One level below; of the whole chain two, for its first level is the country. */
function depthBelow(region: string): number {
  return Math.max(2, region.split("/").filter(Boolean).length + 1);
}

function filterOf(view: StockView): MessageInitShape<typeof StockFilterSchema> {
  return { style: view.style, region: view.region, sku: view.sku };
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
