import type { Sku } from "@proto/shelfshare/market/v1/resources_pb";

/** What people call the style: a SKU's name without its colour and size. */
export function titleOf(sku: Sku): string {
  const end = `, ${sku.colour}, ${sku.size}`;
  const name = sku.displayName || sku.style;
  return name.endsWith(end) ? name.slice(0, -end.length) : name;
}

const SIZES = [
  "xxs",
  "xs",
  "petite",
  "s",
  "small",
  "m",
  "medium",
  "l",
  "large",
  "xl",
  "extra large",
];

/** Sizes in the order of a rack: by number, by the usual words, else as they are written. */
export function bySize(one: string, other: string): number {
  const place = (size: string) => {
    const number = Number.parseFloat(size);
    const word = SIZES.indexOf(size.toLowerCase());
    return Number.isNaN(number) ? (word < 0 ? 1e6 : word) : number;
  };
  return place(one) - place(other) || one.localeCompare(other);
}

/** The catalogue's colour as one that a screen can show; a quiet one where it knows no such name. */
export function swatchOf(colour: string, supported: (colour: string) => boolean): string {
  const named = colour.toLowerCase().replaceAll(/\s/g, "");
  if (supported(named)) {
    return named;
  }
  let hash = 0;
  for (const char of colour) {
    hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 360;
  }
  return `hsl(${hash} 35% 60%)`;
}
