/**
 * Marks of a whole sheet by chance, near the limits of critical lines, and which of these lines the
 * app takes for failed: for the journey that asks the scorer of usta the same.
 *
 * usage: node judge_lines.js RUBRIC.yaml COUNT FOLDER     writes FOLDER/N.json and FOLDER/N.failed
 */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRubric } from "../browser/rubric.ts";
import type { Mark, Reading } from "../src/log/event.ts";
import { meets } from "../src/pack/meets.ts";
import type { Criterion, Measure } from "../src/pack/pack.ts";
import { random } from "./random.ts";

const [rubricFile = "", count = "0", folder = ""] = process.argv.slice(2);
const rubric = readRubric(rubricFile);
const criteria = rubric.sections.flatMap((section) => section.criteria);
const dice = random(20261128);

/** A decimal near what decides, on both sides of it. */
function near(criterion: Criterion, measure: Measure): string {
  const bound = Object.values(criterion.limits?.base ?? {})[0] ?? "3";
  const target = Object.values(measure.derive ?? {})[0] as { target?: string } | undefined;
  const centre = Number(target?.target ?? bound);
  const step = 10 ** -measure.decimals;
  return Math.max(0, centre + (dice(5) - 2) * step).toFixed(measure.decimals);
}

function chanceMark(criterion: Criterion): Mark {
  const { levels, measure } = criterion;
  if (criterion.kind === "check") return { check: dice(3) > 0 };
  if (levels) return { level: levels[dice(levels.length)]?.id ?? "" };
  assert.ok(measure);
  const readings = Array.from({ length: measure.samples }, (): Reading => {
    const value = near(criterion, measure);
    return measure.derive?.share_percent ? [value, "10"] : value;
  });
  return { readings };
}

for (let n = 0; n < Number(count); n++) {
  const marks = criteria.map((criterion) => ({ criterion, mark: chanceMark(criterion) }));
  const profile = Object.keys(criteria.find((each) => each.limits?.RU)?.limits ?? {})[1] ?? null;
  const terms = { profile: n % 2 ? profile : null, extra_time_percent: n % 3 ? 0 : 25 };
  const file = {
    rubric: `${rubric.id}@${rubric.version}`,
    ...terms,
    marks: marks.map(({ criterion, mark }) => ({
      criterion: criterion.id,
      by: "gulnara",
      settled: true,
      ...mark,
    })),
  };
  const failed = marks
    .filter(({ criterion, mark }) => criterion.critical && !meets(criterion, mark, terms))
    .map(({ criterion }) => `critical:${criterion.id}`);
  writeFileSync(join(folder, `${n}.json`), JSON.stringify(file));
  writeFileSync(join(folder, `${n}.failed`), `${JSON.stringify(failed.sort())}\n`);
}
