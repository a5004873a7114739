import { BarChart, SankeyChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

// The parts that the pictures use, and no others. Canvas alone: the pages' content policy allows no
// inline styles, of which drawings in SVG are full.
use([BarChart, SankeyChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer]);

export { init };
export type { EChartsCoreOption as ChartOption, EChartsType as Chart } from "echarts/core";
