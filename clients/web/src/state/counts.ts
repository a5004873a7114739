import { shallowRef, type Ref } from "vue";
import type { StockLine } from "@proto/shelfshare/market/v1/resources_pb";
import type { Api } from "@/api";
import type { Shelf } from "./shelf";

/** What this store should count, as its records cannot be trusted. */
export interface Counts {
  readonly tasks: Readonly<Ref<readonly StockLine[]>>;
  refresh(): Promise<void>;
  /** Records how many good units there are. Now or never: a count that is sent later is wrong. */
  record(task: StockLine, units: number): Promise<void>;
}

const TASKS_MAX = 100;

export function createCounts(api: Api, store: string, shelf: Shelf): Counts {
  const tasks = shallowRef<readonly StockLine[]>([]);

  async function refresh(): Promise<void> {
    const page = await api.stock.listCountTasks({ parent: store, pageSize: TASKS_MAX });
    tasks.value = page.stockLines;
  }

  return {
    tasks,
    refresh,
    async record(task, units) {
      await shelf.recordCounts({ [task.sku]: units });
      tasks.value = tasks.value.filter((one) => one.sku !== task.sku);
    },
  };
}
