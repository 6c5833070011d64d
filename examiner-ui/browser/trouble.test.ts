/** What befalls a tablet: it is killed, updated, full, its clock is wrong, it has two tabs, it is stolen. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { random } from "../test/random.ts";
import { today } from "./day.ts";
import { startServer } from "./server.ts";
import { check, openSheet, pressed, untilSent, withTablet } from "./steps.ts";
import { dropProfile, enrol, makeProfile, openTablet, signIn } from "./tablet.ts";

/** The processes of the browser that runs in this profile. */
function processesOf(profile: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(profile) &&
          /chrom/.test(readlinkSync(`/proc/${pid}/exe`))
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

const LEVELS = ["B1", "B4", "B5", "C3", "C4"];

test("killed at any moment: every mark that was ticked is there, and the chain is whole", async () => {
  const server = await startServer("dist", today());
  const profile = makeProfile();
  const dice = random(20261128);
  const ticked = new Map<string, number>();
  try {
    for (let round = 0; round < 6; round++) {
      const tablet = await openTablet(profile);
      const { page } = tablet;
      if (round === 0) await enrol(page, server.address);
      else await page.goto(server.address);
      await signIn(page);
      if (round === 0) await openSheet(page);
      else await page.locator(".row").first().click();
      await page.locator(".card").first().waitFor();
      for (const [criterion, at] of ticked) await pressed(page, criterion, at, ".level");
      for (let taps = 1 + dice(4); taps > 0; taps--) {
        const criterion = LEVELS[dice(LEVELS.length)] as string;
        const at = dice(4);
        await page.locator(`#c-${criterion} .level`).nth(at).click();
        await pressed(page, criterion, at, ".level");
        ticked.set(criterion, at);
      }
      const last = LEVELS[dice(LEVELS.length)] as string;
      ticked.delete(last);
      const tap = page.locator(`#c-${last} .level`).nth(dice(4)).click();
      await Promise.all([tap.catch(() => undefined), page.waitForTimeout(dice(40))]);
      for (const pid of processesOf(profile)) process.kill(pid, "SIGKILL");
      await tablet.close().catch(() => undefined);
    }
    const tablet = await openTablet(profile);
    await tablet.page.goto(server.address);
    await signIn(tablet.page);
    await untilSent(tablet.page);
    await tablet.close();
    assert.ok(server.stored.length > ticked.size);
  } finally {
    await server.close();
    dropProfile(profile);
  }
});

function buildVersion(version: string, dist: string): void {
  const env = { ...process.env, USTA_UI_VERSION: version, USTA_UI_DIST: dist };
  execFileSync("node_modules/.bin/vite", ["build", "--logLevel", "error"], { env });
}

async function lookForUpdate(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    const worker = registration.installing ?? registration.waiting;
    if (!worker) return "none";
    while (worker.state === "installing") await new Promise((done) => setTimeout(done, 50));
    return worker.state;
  });
}

test("a new version waits while somebody marks; a spoiled one is not taken", () =>
  withTablet(async ({ server, tablet, page }) => {
    buildVersion("new", "build/dist-new");
    rmSync("build/dist-spoiled", { recursive: true, force: true });
    cpSync("build/dist-new", "build/dist-spoiled", { recursive: true });
    const assets = readdirSync("build/dist-spoiled/assets");
    const script = assets.find((name) => /^index.*\.js$/.test(name)) as string;
    appendFileSync(join("build/dist-spoiled/assets", script), "alert(1)");
    await openSheet(page);
    await page.locator("#c-A1 .reading input").first().fill("2");
    server.dist = "build/dist-spoiled";
    assert.equal(await lookForUpdate(page), "redundant");
    server.dist = "build/dist-new";
    assert.equal(await lookForUpdate(page), "installed");
    await check(page, "A2", true);
    assert.equal(await page.locator("#c-A1 .reading input").first().inputValue(), "2");
    await page.locator(".bar .square").first().click();
    await page.locator(".rows").waitFor();
    const loaded = page.waitForEvent("load");
    await page.locator(".notice button").click();
    await loaded;
    await signIn(page);
    await page.locator(".row").first().click();
    await pressed(page, "A2", 0, ".yesno button");
    await page.locator(".bar .square").first().click();
    await page.locator(".bar .square").click();
    assert.match(String(await page.locator(".page > .hint").last().textContent()), /new/);
    assert.deepEqual(tablet.complaints, []);
  }));

test("a full disk: no tick, the reason, and the tap works once there is room", () =>
  withTablet(async ({ page }) => {
    await openSheet(page);
    await page.evaluate(() => {
      const { add } = IDBObjectStore.prototype;
      let full = true;
      IDBObjectStore.prototype.add = function (...entry) {
        if (full) throw new DOMException("the disk is full", "QuotaExceededError");
        return add.apply(this, entry);
      };
      addEventListener("room", () => {
        full = false;
      });
    });
    await page.locator("#c-A2 .yesno button").first().click();
    await page.locator("#c-A2 .field-error").waitFor();
    assert.equal(await page.locator("#c-A2 .tick").count(), 0);
    await page.evaluate(() => dispatchEvent(new Event("room")));
    await check(page, "A2", true);
    assert.equal(await page.locator("#c-A2 .field-error").count(), 0);
  }));

test("a clock that is hours wrong, and set while somebody marks, moves no timer", () =>
  withTablet(async ({ server, page }) => {
    server.skewMs = -3 * 3600 * 1000;
    await openSheet(page);
    await check(page, "A2", true);
    await page.locator(".sheet > .notice").waitFor();
    await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 5 * 3600 * 1000;
    });
    await check(page, "A4", true);
    assert.match(String(await page.locator(".timer span").textContent()), /подготовка/);
    await untilSent(page);
    const [first, second, third] = server.stored;
    assert.ok(first && second && third);
    assert.ok(Date.parse(third.at) - Date.parse(second.at) > 4 * 3600 * 1000);
    assert.ok(third.mono - second.mono < 3600 * 1000);
  }));

test("two tabs write one chain", () =>
  withTablet(async ({ server, tablet, page }) => {
    await openSheet(page);
    const other = await tablet.context.newPage();
    await other.goto(server.address);
    await signIn(other);
    await other.locator(".row").first().click();
    await other.locator(".card").first().waitFor();
    await Promise.all([check(page, "A2", true), check(other, "A4", true)]);
    await Promise.all([check(page, "A2", false), check(other, "A4", false)]);
    await pressed(page, "A4", 1, ".yesno button");
    await untilSent(page);
    assert.deepEqual(
      server.stored.map(({ seq }) => seq),
      [1, 2, 3, 4, 5],
    );
  }));

test("a stolen tablet: no name in all that the browser has written", async () => {
  const server = await startServer("dist", today());
  const profile = makeProfile();
  try {
    const tablet = await openTablet(profile);
    await enrol(tablet.page, server.address);
    await signIn(tablet.page);
    await openSheet(tablet.page);
    await check(tablet.page, "A2", true);
    await tablet.close();
    const names = ["Токтогулов", "TOKTOGULOV", "Асанова", "ASANOVA"];
    const wanted = names.flatMap((name) => [Buffer.from(name), Buffer.from(name, "utf16le")]);
    const files = readdirSync(profile, { recursive: true, withFileTypes: true });
    let bytes = 0;
    for (const file of files.filter((each) => each.isFile())) {
      const content = readFileSync(join(file.parentPath, file.name));
      bytes += content.length;
      for (const name of wanted) assert.ok(!content.includes(name), `${file.name} has ${name}`);
    }
    assert.ok(bytes > 100000);
  } finally {
    await server.close();
    dropProfile(profile);
  }
});
