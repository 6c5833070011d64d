/** A whole shift without a network, then sending; and what can go wrong on the way. */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Page } from "playwright-core";
import { criteriaOf } from "../src/pack/pack.ts";
import { today } from "./day.ts";
import { startServer, type TestServer } from "./server.ts";
import { dropProfile, enrol, makeProfile, openTablet, signIn, type Tablet } from "./tablet.ts";
import { markAll, markCard } from "./tour.ts";

let server: TestServer;
let tablet: Tablet;

before(async () => {
  server = await startServer("dist", today());
});

after(() => server.close());

afterEach(async () => {
  await tablet.close();
  dropProfile(tablet.profile);
  server.stored.length = 0;
  server.faults.length = 0;
  server.refuse = () => undefined;
  server.pack = today();
});

/** Enrolled, signed in, and at the sheet of the first candidate. */
async function begin(): Promise<Page> {
  tablet = await openTablet(makeProfile());
  const { page } = tablet;
  await enrol(page, server.address);
  await signIn(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return page;
}

async function openSheet(page: Page, row = 0): Promise<void> {
  await page.locator(".row").nth(row).click();
  await page.locator(".identity-answers .primary").click();
  await page.locator(".card").first().waitFor();
}

async function unsent(page: Page): Promise<number> {
  return Number(
    (await page
      .locator(".chip-count")
      .textContent()
      .catch(() => "0")) ?? 0,
  );
}

async function untilSent(page: Page): Promise<void> {
  await page.locator(".chip.good").waitFor();
}

async function seal(page: Page): Promise<void> {
  await page.locator(".foot .review").click();
  await page.locator("#pin").fill("4711");
  await page.locator(".seal button").click();
  await page.locator(".sealed").waitFor();
}

test("two candidates are marked without a network; afterwards everything is sent, once", async () => {
  const page = await begin();
  await server.down();
  for (const row of [0, 1]) {
    await openSheet(page, row);
    await markAll(page, await page.locator(".card").count());
    await seal(page);
    await page.locator(".sealed button").click();
  }
  assert.equal(server.stored.length, 0);
  const kept = await unsent(page);
  await server.up();
  await page.locator(".chip").click();
  await page.locator(".actions .primary").click();
  await untilSent(page);
  assert.equal(server.stored.length, kept);
  const lines = server.pack.attempts.slice(0, 2).flatMap((each) => criteriaOf(server.pack, each));
  assert.equal(server.stored.filter(({ body }) => body.kind === "mark").length, lines.length);
  assert.deepEqual(tablet.complaints, []);
});

test("signed in, marked and sealed after a start without any network", async () => {
  const page = await begin();
  await server.down();
  await page.reload();
  await signIn(page);
  await openSheet(page);
  await markCard(page.locator(".card").first());
  await page.reload();
  await page.locator("#number").fill("12");
  await page.locator("#pin").fill("4711");
  await page.locator("button[type=submit]").click();
  await page.locator(".card .tick").first().waitFor();
  await server.up();
  assert.deepEqual(tablet.complaints, []);
});

test("lost answers, failures, a gap, too much at once and a busy server: all arrives once", async () => {
  const page = await begin();
  await openSheet(page);
  const faults = [
    "lose_answer",
    "error",
    "gap",
    "garbage",
    "busy",
    "cut",
    "too_large",
    "lose_answer",
  ];
  server.faults.push(...(faults as TestServer["faults"]));
  for (let at = 0; at < 4; at++) await markCard(page.locator(".card").nth(at));
  await page.locator(".chip").click();
  for (let tries = 0; tries < 12 && server.faults.length; tries++) {
    await page.locator(".actions .primary").click();
    await page.waitForTimeout(150);
  }
  await page.locator(".actions .primary").click();
  await untilSent(page);
  const ids = server.stored.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    server.stored.map(({ seq }) => seq),
    ids.map((_, i) => i + 1),
  );
});
