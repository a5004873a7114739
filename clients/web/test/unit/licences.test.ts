import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const OPEN = ["MIT", "ISC", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

interface Package {
  readonly dev?: boolean;
  readonly license?: string;
}

/** Of licences to choose from one is enough; of those that come together all have to be open. */
function isOpen(license: string): boolean {
  return license
    .replaceAll(/[()]/g, "")
    .split(" AND ")
    .every((part) => part.split(" OR ").some((name) => OPEN.includes(name.trim())));
}

it("everything in the bundle has an open-source licence", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, Package>;
  };
  const closed = Object.entries(lock.packages)
    .filter(([name, { dev }]) => name !== "" && !dev)
    .filter(([, { license = "" }]) => !isOpen(license))
    .map(([name, { license }]) => `${name}: ${license}`);
  expect(closed).toEqual([]);
});
