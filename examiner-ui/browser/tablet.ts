/** A tablet with a browser: Debian's Chromium, driven as an examiner would. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Size {
  readonly width: number;
  readonly height: number;
}
export const TABLET: Size = { width: 1024, height: 768 };
export const PHONE: Size = { width: 390, height: 844 };

export interface Tablet {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors, page errors and violations of the CSP. */
  readonly complaints: string[];
  readonly profile: string;
  close(): Promise<void>;
}

export function makeProfile(): string {
  return mkdtempSync(join(tmpdir(), "usta-tablet-"));
}

export function dropProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** What a browser says by itself about a network that is not there is no fault of the app. */
function isNetwork(text: string): boolean {
  return /Failed to load resource|net::ERR|WebSocket/.test(text);
}

export async function openTablet(
  profile: string,
  size: Size = TABLET,
  language = "ru-RU",
): Promise<Tablet> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
    viewport: size,
    locale: language,
    timezoneId: "Asia/Bishkek",
    acceptDownloads: true,
    hasTouch: true,
  });
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" && !isNetwork(message.text())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20000);
  return { context, page, complaints, profile, close: () => context.close() };
}

export async function enrol(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("#code").fill("OFFICE-7");
  await page.locator("button[type=submit]").click();
  await page.locator("#number").waitFor();
}

export async function signIn(page: Page, number = "12", pin = "4711"): Promise<void> {
  await page.locator("#number").fill(number);
  await page.locator("#pin").fill(pin);
  await page.locator("button[type=submit]").click();
  await page.locator(".chip").waitFor();
}
