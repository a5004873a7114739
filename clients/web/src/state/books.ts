import type {
  Balance,
  BudgetPosition,
  CheckBooksResponse,
  Posting,
  Statement,
} from "@proto/shelfshare/market/v1/settlement_service_pb";
import { ExportStatementRequest_Format as Format } from "@proto/shelfshare/market/v1/settlement_service_pb";
import type { Api } from "@/api";
import { nanosOf } from "@/api/decimals";
import type { FileFormat } from "@/api/file-format";

/** A month of the books between two owners, in the view of the first. */
export interface StatementView {
  readonly owner: string;
  readonly other: string;
  /** As `2026-11`. */
  readonly month: string;
}

export interface StatementOfMonth {
  readonly statement: Statement;
  readonly postings: readonly Posting[];
  /** True where there are more postings than are shown; a file has them all. */
  readonly more: boolean;
}

const PAGE = 1_000;
const POSTINGS_MAX = 5_000;

export async function readBudgets(
  api: Api,
): Promise<{ budgets: BudgetPosition[]; books: CheckBooksResponse }> {
  const money = await api.money();
  const [{ budgets }, books] = await Promise.all([money.listBudgets({}), money.checkBooks({})]);
  return { budgets, books };
}

export async function readBalances(api: Api, owner: string): Promise<Balance[]> {
  return (await (await api.money()).listBalances({ parent: owner })).balances;
}

export async function readStatement(api: Api, view: StatementView): Promise<StatementOfMonth> {
  const money = await api.money();
  const of = { parent: view.owner, counterparty: view.other, month: view.month };
  const statement = await money.getStatement(of);
  const postings: Posting[] = [];
  let pageToken = "";
  do {
    const page = await money.listPostings({ ...of, pageSize: PAGE, pageToken });
    postings.push(...page.postings);
    pageToken = page.nextPageToken;
  } while (pageToken && postings.length < POSTINGS_MAX);
  return { statement, postings, more: pageToken !== "" };
}

/** The file of a statement, in parts. */
export async function exportStatement(api: Api, view: StatementView, format: FileFormat) {
  return (await api.money()).exportStatement(
    {
      parent: view.owner,
      counterparty: view.other,
      month: view.month,
      format: format === "csv" ? Format.CSV : Format.XLSX,
    },
    { timeoutMs: 0 },
  );
}

/** How a budget's cap is parted, in percent with two digits: exact but for what a bar can show. */
export function sharesOf(budget: BudgetPosition): { settled: number; reserved: number } {
  const cap = budget.cap ? nanosOf(budget.cap) : 0n;
  const share = (part: Parameters<typeof nanosOf>[0] | undefined) =>
    cap > 0n && part ? Number((nanosOf(part) * 10_000n) / cap) / 100 : 0;
  return { settled: share(budget.settled), reserved: share(budget.reserved) };
}

/** The month of a time in UTC, as `2026-11`. */
export function monthOf(millis: number): string {
  return new Date(millis).toISOString().slice(0, 7);
}
