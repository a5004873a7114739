import type { Page } from "@playwright/test";

/** A scanner that types: all of a code within some milliseconds, however busy the machine is. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((keys) => {
    for (const key of [...keys, "Enter"]) {
      const typed = { key, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", typed));
    }
  }, code);
}
