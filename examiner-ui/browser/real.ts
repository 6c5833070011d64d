/**
 * A tablet at the real server: enrols, signs in, marks a whole sheet of the day pack, and waits until
 * the server has acknowledged everything. For the journey that starts the server.
 *
 * usage: node real.js SERVER CODE NUMBER PIN RUBRIC.yaml     prints how many events were acknowledged
 */

import assert from "node:assert/strict";
import type { Pack } from "../src/pack/pack.ts";
import { readRubric } from "./rubric.ts";
import { check, openSheet, seal, untilSent } from "./steps.ts";
import { dropProfile, makeProfile, openTablet, signIn } from "./tablet.ts";
import { markAll } from "./tour.ts";

const [server = "", code = "", number = "", pin = "", rubricFile = ""] = process.argv.slice(2);
/** "75.0" and "75" are one. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === "string" && /^-?\d+\.\d+$/.test(part) ? part.replace(/\.?0+$/, "") : part,
  );
}

const tablet = await openTablet(makeProfile());
const { page } = tablet;
try {
  let pack: Pack | undefined;
  page.on("response", async (response) => {
    if (response.url().includes("/packs/") && response.status() === 200)
      pack = await response.json();
  });
  await page.goto(`${server}/examiner/`);
  await page.locator("#code").fill(code);
  await page.locator("button[type=submit]").click();
  await page.locator("#number").waitFor();
  await signIn(page, number, pin);
  await page.locator(".row").first().waitFor();
  const rubric = readRubric(rubricFile);
  const own = { ...pack?.rubrics[`${rubric.id}@${rubric.version}`], task: rubric.task };
  assert.deepEqual(plain(own), plain(rubric), "the server's pack and the rubric file say the same");
  await openSheet(page);
  await markAll(page, await page.locator(".card").count());
  const checked = page.locator(".card:has(.yesno)").first();
  const criterion = (await checked.getAttribute("id"))?.replace("c-", "") ?? "";
  await check(page, criterion, false);
  await page.locator(".foot .undo").click();
  await page
    .locator(`#c-${criterion} .yesno button`)
    .first()
    .and(page.locator('[aria-pressed="true"]'))
    .waitFor();
  await seal(page, pin);
  await untilSent(page);
  assert.deepEqual(tablet.complaints, []);
  await page.locator(".chip").click();
  console.log(await page.locator(".count-box.good dd").textContent());
} finally {
  await tablet.close();
  dropProfile(tablet.profile);
}
