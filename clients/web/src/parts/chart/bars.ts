import type { ChartOption } from "./engine";
import type { ChartColours } from "./palette";

export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number;
}

/** Lying bars, the first on top, with their names and values. */
export function barsOf(
  bars: readonly Bar[],
  colours: ChartColours,
  words: (value: number) => string,
): ChartOption {
  return {
    grid: { left: 8, right: 48, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map((bar) => bar.name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colours.text, width: 180, overflow: "truncate" },
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 18,
        itemStyle: { color: colours.brand, borderRadius: 5 },
        label: {
          show: true,
          position: "right",
          color: colours.text,
          formatter: ({ value }: { value: unknown }) => words(Number(value)),
        },
        data: bars.map(({ key, value }) => ({ key, value })),
      },
    ],
  };
}

/** How high so many bars are, in pixels. */
export function barsHeight(count: number): number {
  return 16 + Math.max(count, 1) * 30;
}
