import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** What the browser's stand-in for a camera shows; see playwright.config.ts. */
export const CAMERA_FILE = resolve("target/e2e-camera.y4m");

const WIDTH = 640;
const HEIGHT = 480;
const MODULE = 4;
const WHITE = 235;
const BLACK = 16;

const LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111"].concat([
  "0111011",
  "0110111",
  "0001011",
]);
const PARITY = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL"].concat([
  "LGLGLG",
  "LGLGGL",
  "LGGLGL",
]);

const flip = (bits: string) => bits.replaceAll(/[01]/g, (bit) => (bit === "0" ? "1" : "0"));
const turn = (bits: string) => [...bits].reverse().join("");

/** The modules of an EAN-13, 1 for a bar (GS1 General Specifications, 5.2.1). */
function modules(gtin: string): string {
  const digits = [...gtin].map(Number);
  const parity = PARITY[digits[0] ?? 0] ?? "";
  const left = digits.slice(1, 7).map((digit, at) => {
    const bits = LEFT[digit] ?? "";
    return parity[at] === "L" ? bits : turn(flip(bits));
  });
  const right = digits.slice(7).map((digit) => flip(LEFT[digit] ?? ""));
  return `101${left.join("")}01010${right.join("")}101`;
}

/** Holds a barcode into the camera. */
export function showBarcode(gtin: string): void {
  show(modules(gtin));
}

/** Holds nothing into the camera. */
export function showNothing(): void {
  show("");
}

function show(bars: string): void {
  const start = Math.floor((WIDTH - bars.length * MODULE) / 2);
  const row = Buffer.alloc(WIDTH, WHITE);
  [...bars].forEach((bit, at) => {
    if (bit === "1") {
      row.fill(BLACK, start + at * MODULE, start + (at + 1) * MODULE);
    }
  });
  const blank = Buffer.alloc(WIDTH, WHITE);
  const luma = Array.from({ length: HEIGHT }, (_, y) => (y > 120 && y < 360 ? row : blank));
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), ...luma, chroma]);
  mkdirSync(dirname(CAMERA_FILE), { recursive: true });
  writeFileSync(
    CAMERA_FILE,
    Buffer.concat([
      Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`),
      frame,
      frame,
    ]),
  );
}
