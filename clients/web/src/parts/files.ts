import type { FileFormat } from "@/api/file-format";
import { download } from "./csv";

const TYPES: Readonly<Record<FileFormat, string>> = {
  csv: "text/csv;charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Without this mark spreadsheets take UTF-8 for something else. */
const MARK = new Uint8Array([0xef, 0xbb, 0xbf]);

/** Gives a person a file that the server sends in parts, once it is whole. */
export async function saveParts(
  name: string,
  format: FileFormat,
  parts: AsyncIterable<{ readonly content: Uint8Array }>,
): Promise<void> {
  const bytes: BlobPart[] = format === "csv" ? [MARK] : [];
  for await (const part of parts) {
    bytes.push(new Uint8Array(part.content));
  }
  download(`${name}.${format}`, new Blob(bytes, { type: TYPES[format] }));
}
