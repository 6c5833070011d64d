/** What examiners do, for several tests: each begins with a tablet of its own. */

import type { Page } from "playwright-core";
import { today } from "./day.ts";
import { startServer, type TestServer } from "./server.ts";
import { dropProfile, enrol, makeProfile, openTablet, signIn, type Tablet } from "./tablet.ts";

export interface Bench {
  readonly server: TestServer;
  readonly tablet: Tablet;
  readonly page: Page;
}

/** Enrolled and signed in, the service worker at work; everything is gone afterwards. */
export async function withTablet(run: (bench: Bench) => Promise<void>): Promise<void> {
  const server = await startServer("dist", today());
  const tablet = await openTablet(makeProfile());
  try {
    await enrol(tablet.page, server.address);
    await signIn(tablet.page);
    await tablet.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await run({ server, tablet, page: tablet.page });
  } finally {
    await tablet.close();
    await server.close();
    dropProfile(tablet.profile);
  }
}

export async function openSheet(page: Page, row = 0): Promise<void> {
  await page.locator(".row").nth(row).click();
  await page.locator(".identity-answers .primary").click();
  await page.locator(".card").first().waitFor();
}

/** What the chip says is not sent. */
export async function unsent(page: Page): Promise<number> {
  const count = page.locator(".chip.wait .chip-count");
  return (await count.count()) ? Number(await count.textContent()) : 0;
}

export async function untilSent(page: Page): Promise<void> {
  await page.locator(".chip.good").waitFor();
}

export async function openSending(page: Page): Promise<void> {
  await page.locator(".chip").click();
  await page.locator(".counts").waitFor();
}

export async function sendNow(page: Page): Promise<void> {
  await page.locator(".actions .primary").click();
}

export async function seal(page: Page, pin = "4711"): Promise<void> {
  await page.locator(".foot .review").click();
  await page.locator("#pin").fill(pin);
  await page.locator(".seal button").click();
  await page.locator(".sealed:focus").waitFor();
}

/** Yes or no of a check; resolves once it is saved. */
export async function check(page: Page, criterion: string, yes: boolean): Promise<void> {
  const button = page.locator(`#c-${criterion} .yesno button`).nth(yes ? 0 : 1);
  await button.click();
  await pressed(page, criterion, yes ? 0 : 1, ".yesno button");
}

/** Waits until the log, and so the disk, has this choice. */
export async function pressed(
  page: Page,
  criterion: string,
  at: number,
  buttons: string,
): Promise<void> {
  await page
    .locator(`#c-${criterion} ${buttons}`)
    .nth(at)
    .and(page.locator('[aria-pressed="true"]'))
    .waitFor();
}
