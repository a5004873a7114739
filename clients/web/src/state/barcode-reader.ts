import wasmAddress from "zxing-wasm/reader/zxing_reader.wasm?url";

/** Finds barcodes in a picture of a camera. */
export interface BarcodeReader {
  detect(picture: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

type Native = (new (options: { formats: string[] }) => BarcodeReader) & {
  getSupportedFormats(): Promise<string[]>;
};

/** What goods (GTIN) and packing slips (Code 128) carry. */
const FORMATS = ["ean_13", "ean_8", "upc_a", "code_128"] as const;

/** The browser's own reader where it knows these formats, else one that comes from our node. */
export async function openBarcodeReader(): Promise<BarcodeReader> {
  const native = (globalThis as { BarcodeDetector?: Native }).BarcodeDetector;
  const known = (await native?.getSupportedFormats().catch(() => undefined)) ?? [];
  if (native && FORMATS.every((format) => known.includes(format))) {
    return new native({ formats: [...FORMATS] });
  }
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  prepareZXingModule({ overrides: { locateFile: () => wasmAddress } });
  return new BarcodeDetector({ formats: [...FORMATS] });
}
