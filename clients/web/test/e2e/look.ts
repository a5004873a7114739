import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { expect } from "./people";

/** Pictures of every screen, to be looked at. */
const PICTURES = "target/e2e-pictures";
mkdirSync(PICTURES, { recursive: true });

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** All that a palette can change. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * Takes a picture of a screen in each palette, lets axe look for what keeps people out (WCAG 2.2 AA),
 * and measures it.
 */
export async function look(page: Page, name: string): Promise<void> {
  // Both pictures first: some of what is shown ends by itself.
  for (const palette of ["light", "dark"] as const) {
    // Cards arrive with a flash, in which no colour is right.
    await page.emulateMedia({ colorScheme: palette, reducedMotion: "reduce" });
    await settle(page);
    await page.screenshot({ path: `${PICTURES}/${name}-${palette}.png` });
  }
  const dark = await axe(page).withRules(RULES_OF_COLOUR).analyze();
  await page.emulateMedia({ colorScheme: "light" });
  await settle(page);
  const light = await axe(page).withTags(TAGS).analyze();
  const found = [...dark.violations, ...light.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`,
  );
  expect.soft(found, `${name} is open to everybody`).toEqual([]);
  await measure(page, name);
}

/** Without the blank page that axe would open each time to judge frames, of which there are none. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true);
}

/** Waits until fonts are there, the page's elements have their shape, and charts their colours. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator(":not(:defined), ion-button:not(.hydrated)")).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

/** No screen may be wider than its window, and what is touched is 48 pixels high. */
async function measure(page: Page, name: string): Promise<void> {
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
