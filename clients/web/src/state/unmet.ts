import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  ExportReportRequest_Format as Format,
  ReportDimension as Of,
  type QueryUnmetDemandRequestSchema,
  type QueryUnmetDemandResponse_Group as Group,
  type UnmetDemand,
} from "@proto/shelfshare/market/v1/report_service_pb";
import type { Api } from "@/api";
import type { FileFormat } from "@/api/file-format";

export type UnmetBy = "style" | "sku" | "region";
export const UNMET_BY: readonly UnmetBy[] = ["style", "sku", "region"];

const DIMENSIONS: Readonly<Record<UnmetBy, Of>> = {
  style: Of.STYLE,
  sku: Of.SKU,
  region: Of.REGION,
};
const GROUPS_MAX = 5_000;

/** What nobody could supply in the last seven days. */
export interface Unmet {
  /** Most unmet units first; those of which nothing was unmet are left out. */
  readonly groups: readonly Group[];
  readonly total?: UnmetDemand;
  readonly firstDay: string;
  readonly lastDay: string;
}

export async function readUnmet(api: Api, by: UnmetBy, region: string): Promise<Unmet> {
  const found = await (await api.reports()).queryUnmetDemand(query(by, region));
  const unmet = (group: Group) => group.demand?.unmetUnits ?? 0n;
  return {
    groups: found.groups
      .filter((group) => unmet(group) > 0n)
      .sort((one, other) => Number(unmet(other) - unmet(one))),
    total: found.total,
    firstDay: found.firstDay,
    lastDay: found.lastDay,
  };
}

export async function exportUnmet(api: Api, by: UnmetBy, region: string, format: FileFormat) {
  return (await api.reports()).exportReport({
    report: { case: "unmetDemand", value: query(by, region) },
    format: format === "csv" ? Format.CSV : Format.XLSX,
  });
}

function query(
  by: UnmetBy,
  region: string,
): MessageInitShape<typeof QueryUnmetDemandRequestSchema> {
  return {
    region,
    groupBy: [DIMENSIONS[by]],
    regionDepth: by === "region" ? Math.max(2, region.split("/").filter(Boolean).length + 1) : 0,
    pageSize: GROUPS_MAX,
  };
}
