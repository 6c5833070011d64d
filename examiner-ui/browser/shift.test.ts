/** A whole shift without a network, then sending; whatever is lost on the way. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { eventHash, type LogEvent } from "../src/log/event.ts";
import { criteriaOf } from "../src/pack/pack.ts";
import { cameraPhoto, jpegSize, PLACE } from "./photo.ts";
import type { TestServer } from "./server.ts";
import {
  check,
  openSending,
  openSheet,
  seal,
  sendNow,
  unsent,
  untilSent,
  withTablet,
} from "./steps.ts";
import { signIn } from "./tablet.ts";
import { markAll, markCard } from "./tour.ts";

/** What the timer shows. */
async function secondsLeft(page: Page): Promise<number> {
  const shown = (await page.locator(".timer b").textContent()) ?? "";
  return shown.split(":").reduce((all, part) => all * 60 + Number(part), 0);
}

test("two candidates are marked without a network; afterwards everything is sent, once", () =>
  withTablet(async ({ server, tablet, page }) => {
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
    await openSending(page);
    await sendNow(page);
    await untilSent(page);
    assert.equal(server.stored.length, kept);
    const lines = server.pack.attempts.slice(0, 2).flatMap((each) => criteriaOf(server.pack, each));
    assert.equal(server.stored.filter(({ body }) => body.kind === "mark").length, lines.length);
    assert.deepEqual(tablet.complaints, []);
  }));

test("a start without any network: sign in, mark, and reload in the middle", () =>
  withTablet(async ({ server, tablet, page }) => {
    await server.down();
    await page.reload();
    await signIn(page);
    await openSheet(page);
    await markCard(page.locator(".card").first());
    const before = await secondsLeft(page);
    await page.reload();
    await signIn(page);
    await page.locator(".card .tick").first().waitFor();
    const after = await secondsLeft(page);
    assert.ok(after <= before && after > before - 300, `${before} s, then ${after} s`);
    await server.up();
    assert.deepEqual(tablet.complaints, []);
  }));

test("lost answers, failures, a gap, too much at once and a busy server: all arrives once", () =>
  withTablet(async ({ server, page }) => {
    await openSheet(page);
    const faults: TestServer["faults"] = ["lose_answer", "error", "gap", "garbage", "busy", "cut"];
    server.faults.push(...faults, "too_large", "lose_answer");
    for (let at = 0; at < 4; at++) await markCard(page.locator(".card").nth(at));
    await openSending(page);
    for (let tries = 0; tries < 12 && server.faults.length; tries++) {
      await sendNow(page);
      await page.waitForTimeout(150);
    }
    await sendNow(page);
    await untilSent(page);
    const ids = server.stored.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      server.stored.map(({ seq }) => seq),
      ids.map((_, i) => i + 1),
    );
  }));

test("a refused event is shown on its card and in the list, and keeps nothing back", () =>
  withTablet(async ({ server, page }) => {
    server.refuse = ({ body }) =>
      body.kind === "mark" && body.criterion === "A2" ? "line 'A2' is not yours" : undefined;
    await openSheet(page);
    await page.locator("#c-A2 .yesno button").first().click();
    await page.locator("#c-A2 .field-error").waitFor();
    assert.match(String(await page.locator("#c-A2 .field-error").textContent()), /is not yours/);
    assert.equal(await page.locator("#c-A2 .tick").count(), 0, "it has no effect here either");
    await check(page, "A4", true);
    await page.locator("#c-A4 .tick.sent").waitFor();
    await page.locator(".chip.bad").click();
    assert.match(String(await page.locator(".event.refused").textContent()), /is not yours/);
    assert.equal(server.stored.length, 3);
  }));

test("a session that ends: marking goes on, the PIN sends the rest", () =>
  withTablet(async ({ server, page }) => {
    await openSheet(page);
    await untilSent(page);
    server.faults.push("unauthorized");
    await check(page, "A2", true);
    await check(page, "A4", true);
    await page.locator(".chip.wait").click();
    await page.locator("#pin").fill("4711");
    await page.locator(".notice button").click();
    await untilSent(page);
    assert.equal(server.stored.length, 3);
  }));

test("a revoked tablet sends no more; its file has everything, bound event to event", () =>
  withTablet(async ({ server, page }) => {
    await openSheet(page);
    await untilSent(page);
    server.faults.push("revoked");
    await check(page, "A2", true);
    await page.locator(".chip.bad").click();
    await page.locator(".notice.bad").waitFor();
    const download = page.waitForEvent("download");
    await page.locator(".actions button").click();
    const path = await (await download).path();
    const file = JSON.parse(readFileSync(path, "utf8")) as {
      usta_events: number;
      device: string;
      events: LogEvent[];
    };
    assert.deepEqual([file.usta_events, file.device, file.events.length], [1, "tablet-7", 2]);
    let prev = "0".repeat(64);
    for (const event of file.events) {
      assert.equal(event.prev, prev);
      assert.equal(await eventHash(event), event.hash);
      prev = event.hash;
    }
    assert.equal(server.stored.length, 1);
  }));

test("a photo goes after its note: small, drawn anew, under its hash", () =>
  withTablet(async ({ server, tablet, page }) => {
    await openSheet(page);
    await server.down();
    const camera = await cameraPhoto(page, 2600, 1300);
    assert.ok(camera.includes(PLACE));
    await page.locator("#c-B1 .card-tools button").last().click();
    await page.locator(".foot .primary").click();
    await page.locator(".errors").waitFor();
    const file = { name: "camera.jpg", mimeType: "image/jpeg" };
    await page.locator("#picture").setInputFiles({ ...file, buffer: Buffer.from("no picture") });
    await page.locator(".errors").waitFor();
    await page.locator("#picture").setInputFiles({ ...file, buffer: camera });
    await page.locator(".preview").waitFor();
    await page.locator(".ready button").first().click();
    await page.locator(".foot .primary").click();
    await page.locator("#c-B1 .badge").waitFor();
    await server.up();
    await openSending(page);
    await sendNow(page);
    await untilSent(page);
    const note = server.stored.find(({ body }) => body.kind === "note")?.body;
    assert.ok(note?.kind === "note" && note.photo && note.text.length > 5);
    await page.locator(".counts + .notice").waitFor({ state: "detached" });
    const [[sha256, jpeg] = ["", Buffer.alloc(0)]] = server.photos;
    assert.equal(sha256, note.photo);
    assert.deepEqual(jpegSize(jpeg), [1280, 640]);
    assert.ok(!jpeg.includes("Exif") && !jpeg.includes(PLACE));
    assert.deepEqual(tablet.complaints, []);
  }));
