/** A file that spreadsheets open as it is: UTF-8 with a mark, quoted where needed. */
export function csvOf(rows: readonly (readonly (string | number | bigint)[])[]): string {
  const mark = "\ufeff";
  return mark + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function cell(value: string | number | bigint): string {
  const text = String(value);
  // What begins like this would be read as a formula.
  const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Gives a person a file. */
export function download(name: string, content: string | Blob): void {
  const file = new Blob([content], { type: "text/csv;charset=utf-8" });
  const url = URL.createObjectURL(typeof content === "string" ? file : content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
