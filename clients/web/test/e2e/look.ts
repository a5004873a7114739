import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { expect } from "./people";

/** Pictures of every screen, to be looked at. */
const PICTURES = "target/e2e-pictures";
mkdirSync(PICTURES, { recursive: true });

/** Takes a picture, and lets axe look for what keeps people out (WCAG 2.2 AA). */
export async function look(page: Page, name: string): Promise<void> {
  // Cards arrive with a flash, in which no colour is right.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(async () => void (await document.fonts.ready));
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join("\n")}`);
  expect.soft(found, `${name} is open to everybody`).toEqual([]);
}

/** No screen may be wider than its window, and what is touched is 48 pixels high. */
export async function measure(page: Page, name: string): Promise<void> {
  const { overflow, small } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    small: [...document.querySelectorAll<HTMLElement>("button, ion-button, input, select, summary")]
      .filter((element) => element.offsetParent && element.getAttribute("type") !== "checkbox")
      .filter((element) => element.getBoundingClientRect().height < 48)
      .map((element) => element.outerHTML.slice(0, 120)),
  }));
  expect.soft(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0);
  expect.soft(small, `${name} has what a thumb misses`).toEqual([]);
}
