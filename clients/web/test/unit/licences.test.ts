import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const OPEN = ["MIT", "ISC", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

interface Package {
  readonly dev?: boolean;
  readonly license?: string;
}

it("everything in the bundle has an open-source licence", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, Package>;
  };
  const closed = Object.entries(lock.packages)
    .filter(([name, { dev }]) => name !== "" && !dev)
    .filter(([, { license = "" }]) =>
      license.split(/[()\s]+|AND/).some((name) => name !== "" && !OPEN.includes(name)),
    )
    .map(([name, { license }]) => `${name}: ${license}`);
  expect(closed).toEqual([]);
});
