/** Every screen once, each with something on it: for pictures, axe, and the console. */

import type { Page } from "playwright-core";
import type { Attempt, Pack } from "../src/pack/pack.ts";
import type { TestServer } from "./server.ts";
import { enrol, signIn } from "./tablet.ts";

export type Visit = (screen: string) => Promise<void>;

async function chooseLanguage(page: Page, language: string): Promise<void> {
  await page.locator(`button[lang=${language}]`).click();
}

/** Marks every line of the open sheet that has no mark, the best that the standard asks for. */
export async function markAll(page: Page, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const card = page.locator(".card").nth(at);
    if (await card.locator(".tick").count()) continue;
    await markCard(card);
  }
}

type Card = ReturnType<Page["locator"]>;

/** Of the standard: every temperature of the rubrics is met by 86 °C, every other limit by 5. */
export async function markCard(card: Card, typed?: string): Promise<void> {
  const levels = card.locator(".level");
  const select = card.locator("select");
  if (await levels.count()) await levels.last().click();
  else if (await card.locator(".yesno").count())
    await card.locator(".yesno button").first().click();
  else {
    if ((await select.count()) && !(await select.inputValue()))
      await select.selectOption({ index: 1 });
    const fields = card.locator(".reading input");
    const hot = (await card.locator(".unit").first().textContent()) === "°C";
    const value = typed ?? (hot ? "86" : "5");
    const count = await fields.count();
    for (let i = 0; i < count; i++) {
      await fields.nth(i).fill(value);
      await fields.nth(i).press("Enter");
    }
  }
  await card.locator(".tick .icon").waitFor();
}

/** The hash of a place, as the app writes it. */
export function hashOf(...parts: string[]): string {
  return `#${parts.map(encodeURIComponent).join("/")}`;
}

async function goTo(page: Page, ...parts: string[]): Promise<void> {
  await page.evaluate(
    (hash) => {
      history.pushState(null, "", hash);
      dispatchEvent(new PopStateEvent("popstate"));
    },
    hashOf(...parts),
  );
}

export interface Tour {
  readonly page: Page;
  readonly address: string;
  readonly language: string;
  readonly pack: Pack;
  /** The pack once the others have sealed. */
  readonly compared: (pack: Pack) => void;
}

export async function tour({ page, address, language, pack, compared }: Tour, visit: Visit) {
  await page.goto(address);
  await page.locator("#code").waitFor();
  await chooseLanguage(page, language);
  await page.locator("button[type=submit]").click();
  await page.locator(".errors").waitFor();
  await visit("E0-enrol");
  await enrol(page, address);
  await page.locator("#number").fill("12");
  await page.locator("#pin").fill("0000");
  await page.locator("button[type=submit]").click();
  await page.locator(".errors").waitFor();
  await visit("E1-sign-in");
  await signIn(page);
  await page.locator(".row").first().click();
  await page.locator(".identity").waitFor();
  await visit("E3-identity");
  await page.locator(".identity-answers .primary").click();
  await page.locator(".card").first().waitFor();
  await marks(page, visit);
  const attempt = pack.attempts[0]?.attempt as string;
  await lines(page, attempt, visit);
  await ending(page, attempt, visit);
  compared(pack);
  await goTo(page, "roster");
  await page.locator(".actions button").first().click();
  await page.locator(".row.look").waitFor();
  await visit("E2-roster");
  await page.locator(".row.look").click();
  await page.locator(".compare").first().waitFor();
  await visit("E9-compare");
  await page.locator(".card.asked button").click();
  await page.locator("#reason").waitFor();
  await visit("E8-look");
  await goTo(page, "sending");
  await page.locator(".counts").waitFor();
  await visit("E11-sending");
  await goTo(page, "settings");
  await visit("settings");
  await goTo(page, "paper", attempt);
  await page.locator(".paper").waitFor();
  await visit("E12-paper");
}

async function marks(page: Page, visit: Visit): Promise<void> {
  await visit("E4-mark-new");
  await markCard(page.locator("#c-A1"), "21");
  await page.locator("#c-A2 .yesno button").last().click();
  await page.locator("#c-A2 .failure").waitFor();
  await page.locator("#c-A3 select").selectOption({ index: 1 });
  await page.locator("#c-A3 .reading input").first().focus();
  for (const key of ["k9", "point", "erase", "minus", "minus", "k0", "k0"])
    await page.locator(`.keypad .${key}`).click();
  const typed = await page.locator("#c-A3 .reading input").first().inputValue();
  if (typed !== "900") throw new Error(`the keypad typed ${typed}`);
  await visit("E4-mark-keypad");
  await page.locator("#c-A3 .reading input").first().fill("");
  await page.locator("#c-A3 .reading input").first().blur();
  await page.locator("#c-A2 .card-tools button").first().click();
  await page.evaluate(() => scrollTo(0, 0));
  await visit("E4-mark-failed");
  await markCard(page.locator("#c-B1"));
  await page.locator("#c-B2 .card-tools .quiet").click();
  await page.locator("#c-B1").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById("c-B1")?.scrollIntoView());
  await visit("E4-mark-levels");
}

async function lines(page: Page, attempt: string, visit: Visit): Promise<void> {
  await goTo(page, "review", attempt);
  await page.locator(".errors").waitFor();
  await visit("E7-review-gaps");
  await goTo(page, "stop", attempt, "A2");
  await page.locator("#reason").waitFor();
  await visit("E4-stop");
  await goTo(page, "photo", attempt, "A2");
  await page.locator(".camera").waitFor();
  await visit("E6-photo");
  await goTo(page, "note", attempt, "A2");
  await page.locator("#note").waitFor();
  await page.locator(".ready button").first().click();
  await page.locator("#note").fill("1");
  await visit("E5-note");
  await page.locator(".foot .primary").click();
  await page.locator(".card").first().waitFor();
}

async function ending(page: Page, attempt: string, visit: Visit): Promise<void> {
  await markAll(page, await page.locator(".card").count());
  await goTo(page, "review", attempt);
  await page.locator("#pin").waitFor();
  await page.locator("#pin").scrollIntoViewIfNeeded();
  await visit("E7-review");
  await page.locator("#pin").fill("4711");
  await page.locator("form button").click();
  await page.locator(".sealed").waitFor();
  await visit("E7-sealed");
}

/** The other examiners have sealed: two lines differ, one of them far. */
export function compare(server: TestServer): void {
  const [first, ...rest] = server.pack.attempts as [Attempt, ...Attempt[]];
  const lines = [
    { criterion: "B1", state: "look_again", mine: { level: "l3" }, others: [] },
    { criterion: "B4", state: "averaged", mine: { level: "l4" }, others: [{ level: "l3" }] },
    { criterion: "C3", state: "agreed", mine: { level: "l3" }, others: [{ level: "l3" }] },
  ];
  server.pack = { ...server.pack, attempts: [{ ...first, compare: { lines } }, ...rest] };
}
