/** A column of a grid. */
export interface GridColumn<T> {
  readonly id: string;
  readonly label: string;
  /** What it sorts by. */
  value(row: T): GridValue;
  /** What stands in files; the value where it is not given. */
  file?(row: T): GridValue;
  /** What a person reads; the value where it is not given. */
  text?(row: T): string;
  /** A figure stands on the right, and sorts from the largest. */
  readonly figure?: boolean;
  /** Where a cell leads; an empty text leads nowhere. */
  href?(row: T): string;
  /** True where touching the cell chooses its row. */
  readonly chooses?: boolean;
}

export type GridValue = string | number | bigint;

/** Smaller values first; texts as people sort them. */
export function compareValues(one: GridValue, other: GridValue): number {
  if (typeof one === "string" || typeof other === "string") {
    return String(one).localeCompare(String(other), undefined, { numeric: true });
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

/** A place in a grid; row 0 has the headings. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const PAGE_ROWS = 10;

/** Where a key leads from a place, as the ARIA practices say of grids; undefined for other keys. */
export function placeAfter(
  key: string,
  control: boolean,
  from: Place,
  last: Place,
): Place | undefined {
  const to = target(key, control, from, last);
  return (
    to && {
      row: Math.min(Math.max(to.row, 0), last.row),
      column: Math.min(Math.max(to.column, 0), last.column),
    }
  );
}

function target(
  key: string,
  control: boolean,
  { row, column }: Place,
  last: Place,
): Place | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "PageUp":
      return { row: row - PAGE_ROWS, column };
    case "PageDown":
      return { row: row + PAGE_ROWS, column };
    case "Home":
      return { row: control ? 0 : row, column: 0 };
    case "End":
      return { row: control ? last.row : row, column: last.column };
    default:
      return undefined;
  }
}
