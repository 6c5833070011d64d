/** Every screen in every language and theme; by keyboard alone; and what it weighs. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { today } from "./day.ts";
import { startServer, type TestServer } from "./server.ts";
import { openSheet, untilSent, withTablet } from "./steps.ts";
import { dropProfile, enrol, makeProfile, openTablet, PHONE, type Size, TABLET } from "./tablet.ts";
import { compare, tour } from "./tour.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: { readonly html: string }[];
}

async function violations(page: Page): Promise<string[]> {
  const found = (await page.evaluate(`(async () => {
    if (!window.axe) { ${axe} }
    return (await axe.run(document, { resultTypes: ["violations"] })).violations;
  })()`)) as Violation[];
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

/** Of all that can be touched: what is smaller than a wet finger needs. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    const touched = "button, a[href], select, textarea, input:not(.hidden-file), .button";
    for (const each of document.querySelectorAll<HTMLElement>(touched)) {
      const { width, height } = each.getBoundingClientRect();
      const wanted = each.matches(".score, .key, .reading input") ? 64 : 48;
      if (width && (height < wanted || width < 48))
        small.push(`${each.outerHTML.slice(0, 90)} is ${width} × ${height}`);
    }
    return small;
  });
}

/** Nothing stands out of the page to the side. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

async function inspect(page: Page, about: string, themes: readonly ("light" | "dark")[]) {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `${about} ${colorScheme}`);
  }
  assert.deepEqual(await smallTargets(page), [], about);
  assert.ok((await overflow(page)) <= 0, `${about} is wider than the screen`);
}

async function inspectAll(language: string, size: Size, themes: readonly ("light" | "dark")[]) {
  const pack = today();
  const server: TestServer = await startServer("dist", pack);
  const tablet = await openTablet(makeProfile(), size);
  const { page } = tablet;
  let screens = 0;
  try {
    const about = { page, address: server.address, language, pack };
    await tour({ ...about, compared: () => compare(server) }, async (screen) => {
      screens++;
      await inspect(page, `${screen} ${language} ${size.width}`, themes);
    });
    assert.ok(screens >= 19);
    assert.deepEqual(tablet.complaints, [], "console and content security policy");
  } finally {
    await tablet.close();
    await server.close();
    dropProfile(tablet.profile);
  }
}

for (const language of ["ru", "ky", "en"])
  test(`axe, targets, width, console: every screen in ${language}, light and dark`, () =>
    inspectAll(language, TABLET, ["light", "dark"]));

test("the same on a phone, in Russian", () => inspectAll("ru", PHONE, ["light"]));

/** Tab until the focus is on such an element. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 200; tabs++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not come to ${selector}`);
}

test("a whole way by keyboard alone", async () => {
  const server = await startServer("dist", today());
  const tablet = await openTablet(makeProfile());
  const { page } = tablet;
  const type = async (selector: string, text: string) => {
    await tabTo(page, selector);
    await page.keyboard.type(text);
  };
  const press = async (selector: string) => {
    await tabTo(page, selector);
    await page.keyboard.press("Enter");
  };
  try {
    await page.goto(server.address);
    await type("#code", "OFFICE-7");
    await page.keyboard.press("Enter");
    await page.locator("#number").waitFor();
    await type("#number", "12");
    await type("#pin", "4711");
    await page.keyboard.press("Enter");
    await page.locator(".rows").waitFor();
    await press(".row");
    await page.locator(".identity").waitFor();
    await press(".identity-answers .primary");
    await page.locator("#c-A1").waitFor();
    await type("#c-A1 .reading:nth-child(1) input", "21");
    await page.keyboard.press("Enter");
    await page.keyboard.type("22,5");
    await page.keyboard.press("Enter");
    await page.locator("#c-A1 .field-error").waitFor();
    await page.keyboard.press("Shift+Tab");
    await type("#c-A1 .reading:nth-child(2) input", "");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("22");
    await page.keyboard.press("Enter");
    await page.locator("#c-A1 .tick").waitFor();
    await press("#c-A2 .yesno button:last-child");
    await page.locator("#c-A2 .failure").waitFor();
    await press("#c-A2 .failure button:first-child");
    await page.locator("#note").waitFor();
    await press(".ready button");
    await press(".foot .primary");
    await page.locator("#c-A2 .badge").waitFor();
    await press(".foot .next");
    await press(".foot .review");
    await page.locator(".errors").waitFor();
    assert.ok(await page.evaluate(() => document.activeElement?.matches(".errors")));
    await untilSent(page);
    const kinds = server.stored.map(({ body }) => body.kind);
    assert.deepEqual(kinds, ["open", "mark", "mark", "note"]);
  } finally {
    await tablet.close();
    await server.close();
    dropProfile(tablet.profile);
  }
});

test("weights: 40 kB of JavaScript, 60 KiB for the first visit with all that is kept", async () => {
  const scripts = readdirSync("dist/assets").filter((name) => /^index.*\.js$/.test(name));
  const size = (name: string) => gzipSync(readFileSync(`dist/assets/${name}`)).length;
  const languages = readdirSync("dist/assets").filter((name) => /^(ru|ky|en)-.*\.js$/.test(name));
  const heaviest = Math.max(...languages.map(size));
  const total = scripts.map(size).reduce((a, b) => a + b) + heaviest;
  assert.ok(total <= 40000, `${total} bytes`);
  const server = await startServer("dist", today());
  const tablet = await openTablet(makeProfile());
  try {
    await enrol(tablet.page, server.address);
    await tablet.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const bytes = [...server.sent.values()].reduce((a, b) => a + b, 0);
    console.log(`# first visit: ${bytes} bytes; JavaScript with one language: ${total} bytes`);
    assert.ok(bytes <= 60 * 1024, `${bytes} bytes: ${JSON.stringify([...server.sent])}`);
  } finally {
    await tablet.close();
    await server.close();
    dropProfile(tablet.profile);
  }
});

test("three whole lines are in sight on a tablet", () =>
  withTablet(async ({ page }) => {
    await openSheet(page);
    const whole = await page.evaluate(() => {
      const top = document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
      const bottom = document.querySelector(".foot")?.getBoundingClientRect().top ?? 0;
      return [...document.querySelectorAll(".card")].filter((card) => {
        const box = card.getBoundingClientRect();
        return box.top >= top && box.bottom <= bottom;
      }).length;
    });
    assert.ok(whole >= 3, `${whole} lines`);
  }));
