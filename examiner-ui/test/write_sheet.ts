/**
 * Writes the export file of a tablet on which somebody marked a whole sheet, with the code of the app
 * alone: for the journey that gives it to usta.
 *
 * usage: node write_sheet.js RUBRIC.yaml DIGEST ATTEMPT EXAMINER DEVICE PROBE SCALE FILE
 */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { lineIds } from "../browser/day.ts";
import { readRubric } from "../browser/rubric.ts";
import { digestOf } from "../src/base/bytes.ts";
import { openClock } from "../src/base/clock.ts";
import { type Body, exportFile, type LogEvent, type Mark } from "../src/log/event.ts";
import { foldSheet } from "../src/log/fold.ts";
import { openLog } from "../src/log/log.ts";
import { meets } from "../src/pack/meets.ts";
import type { Criterion } from "../src/pack/pack.ts";
import { readingsOf } from "../src/parts/readings.tsx";
import { memoryStore } from "./memory_store.ts";

const words = process.argv.slice(2);
assert.equal(words.length, 8, "eight arguments");
const [rubricFile, digest, attempt, who, device, probe, scale, file] = words as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const rubric = readRubric(rubricFile);
const clock = openClock(undefined, { wall: Date.now, running: () => performance.now() });
const log = await openLog(memoryStore(), clock);

const add = (body: Body): Promise<LogEvent> => log.add(device, who, body);

/** What an examiner types, with commas, for readings. */
function markFor(criterion: Criterion, typed: string): Mark {
  const { measure } = criterion;
  if (criterion.kind === "check") return { check: true };
  if (!measure) return { level: criterion.levels?.at(-1)?.id ?? "" };
  const pair = measure.derive?.share_percent !== undefined;
  const fields = Array.from({ length: measure.samples * (pair ? 2 : 1) }, (_, i) =>
    pair && i % 2 ? "300" : typed,
  );
  const readings = readingsOf(fields, measure);
  assert.ok(readings, `${criterion.id} takes ${typed}`);
  if (!measure.calibration_max_hours) return { readings };
  return { readings, instrument: measure.unit === "Cel" ? probe : scale };
}

const criteria = rubric.sections.flatMap((section) => section.criteria);
await add({ kind: "open", attempt, rubric: `${rubric.id}@${rubric.version}`, digest });
for (const criterion of criteria) {
  const typed = criterion.measure?.decimals ? "5,0" : "5";
  await add({ kind: "mark", attempt, criterion: criterion.id, ...markFor(criterion, typed) });
}
const first = criteria[0] as Criterion;
const slip = await add({
  kind: "mark",
  attempt,
  criterion: first.id,
  ...markFor(first, "6"),
});
await add({ kind: "undo", attempt, event: slip.id });
await add({
  kind: "note",
  attempt,
  criterion: first.id,
  text: 'Ысык соус «түбүнө» жугуп калды: 3 × 5 мм, "күйгөн" 😀\n\tчекит.',
});
await add({
  kind: "note",
  attempt,
  criterion: first.id,
  text: "on the photo",
  photo: await digestOf(new Uint8Array([1, 2, 3])),
});
await add({ kind: "note", attempt, criterion: null, text: "Электр 2 мүнөт өчтү" });
await add({ kind: "seal", attempt });

const sheet = foldSheet(log.events.value, attempt, who, new Set());
assert.equal(sheet.marks.size, lineIds(rubric).length);
assert.ok(sheet.sealed);
writeFileSync(file, exportFile(device, log.events.value));

/* What the app takes for a failed critical line, for the journey to compare. */
const terms = { profile: null, extra_time_percent: 0 };
const failed = criteria
  .filter(({ id, critical }) => critical && sheet.marks.has(id))
  .filter((each) => !meets(each, sheet.marks.get(each.id)?.mark as Mark, terms));
console.log(failed.map(({ id }) => `critical:${id}`).join("\n"));
