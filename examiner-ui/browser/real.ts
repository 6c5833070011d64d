/**
 * A tablet at the real server: enrols, signs in, marks a whole sheet of the day pack, and waits until
 * the server has acknowledged everything. For the journey that starts the server.
 *
 * usage: node real.js SERVER CODE NUMBER PIN RUBRIC.yaml     prints how many events were acknowledged
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Pack } from "../src/pack/pack.ts";
import { readRubric } from "./rubric.ts";
import { check, openSheet, seal, untilSent } from "./steps.ts";
import { dropProfile, makeProfile, openTablet, signIn } from "./tablet.ts";
import { markAll } from "./tour.ts";

const [server = "", code = "", number = "", pin = "", rubricFile = ""] = process.argv.slice(2);
const types: { readonly [extension: string]: string } = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/* The app's files from dist/, everything else from the server, under one address. */
function pass(from: IncomingMessage, to: ServerResponse): void {
  const path = from.url ?? "/";
  if (path.startsWith("/examiner/")) {
    const file = join("dist", path.slice("/examiner/".length).replace(/\?.*/, "") || "index.html");
    to.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/json" });
    to.end(readFileSync(file));
    return;
  }
  const { hostname, port } = new URL(server);
  const { method, headers } = from;
  const further = request({ hostname, port, path, method, headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(to);
  });
  further.on("error", () => to.destroy());
  from.pipe(further);
}

/** "75.0" and "75" are one. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === "string" && /^-?\d+\.\d+$/.test(part) ? part.replace(/\.?0+$/, "") : part,
  );
}

const front = createServer(pass);
await new Promise<void>((done) => {
  front.listen(0, "127.0.0.1", done);
});
const address = `http://127.0.0.1:${(front.address() as AddressInfo).port}/examiner/`;
const tablet = await openTablet(makeProfile());
const { page } = tablet;
try {
  let pack: Pack | undefined;
  page.on("response", async (response) => {
    if (response.url().includes("/packs/") && response.status() === 200)
      pack = await response.json();
  });
  await page.goto(address);
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
  front.closeAllConnections();
  front.close();
  dropProfile(tablet.profile);
}
