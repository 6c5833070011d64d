import assert from "node:assert/strict";
import { test } from "node:test";
import { allRubrics } from "../browser/day.ts";
import { drawPieces } from "../src/pack/drawn.ts";
import { meets } from "../src/pack/meets.ts";
import type { Criterion, Limit, Measure } from "../src/pack/pack.ts";
import { decimalOf, readReading } from "../src/pack/reading.ts";

const temperature: Measure = {
  quantity: "temperature",
  unit: "Cel",
  decimals: 1,
  samples: 1,
  combine: "min",
};

test("a reading is read with comma and point, and nothing is rounded", () => {
  const read = (typed: string) => readReading(typed, temperature);
  for (const [typed, value] of [
    ["78,5", "78.5"],
    ["78.5", "78.5"],
    [" 078,50", undefined],
    ["7", "7"],
    ["007", "7"],
    [",5", "0.5"],
    ["5,", "5"],
    ["-18", "-18"],
    ["−18,0", "-18.0"],
    ["-0", "0"],
    ["0,0", "0.0"],
  ] as const)
    assert.equal((read(typed) as { value?: string }).value, value, typed);
});

test("each slip has its own answer", () => {
  const fault = (typed: string, measure = temperature) =>
    (readReading(typed, measure) as { fault?: string }).fault;
  assert.equal(fault(""), "empty");
  assert.equal(fault("  "), "empty");
  for (const typed of ["x", "-", ",", "1,2,3", "1 2", "5e3", "1234567890", "1-"])
    assert.equal(fault(typed), "number", typed);
  assert.equal(fault("78,55"), "decimals");
  assert.equal(fault("900"), "range");
  assert.equal(fault("-61"), "range");
  assert.equal(fault("-1", { ...temperature, unit: "g" }), "range");
  assert.equal(fault("1,5", { ...temperature, decimals: 0 }), "decimals");
});

test("what is read is a decimal as the server writes it", () => {
  for (const typed of ["0", "00,10", "12345678,9", "-0,5", "−3"])
    assert.match(decimalOf(typed) ?? "", /^-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?$/, typed);
});

function line(measure: Partial<Measure>, limits: { [profile: string]: Limit | null }): Criterion {
  return {
    id: "A1",
    kind: "measure",
    title: {},
    guide: null,
    comments: [],
    critical: true,
    stops_attempt: false,
    extra_time: true,
    not_applicable: [],
    measure: { ...temperature, ...measure },
    limits,
  };
}

const base = { profile: null, extra_time_percent: 0 };

test("each way to combine and derive is compared exactly", () => {
  const at = (operator: string, bound: string) => ({ base: { [operator]: bound } as Limit });
  const cases: [string, Criterion, (string | [string, string])[], boolean][] = [
    ["min", line({}, at("at_least", "75.0")), ["80", "74.9"], false],
    ["min at the limit", line({}, at("at_least", "75.0")), ["75", "75.0"], true],
    ["more_than at the limit", line({}, at("more_than", "75")), ["75"], false],
    ["max", line({ combine: "max" }, at("at_most", "10")), ["3", "11"], false],
    ["less_than", line({ combine: "max" }, at("less_than", "10")), ["9.9"], true],
    [
      "mean of thirds",
      line({ combine: "mean" }, at("at_most", "0.333333")),
      ["0", "0", "1"],
      false,
    ],
    ["mean, just", line({ combine: "mean" }, at("at_least", "0.333333")), ["0", "0", "1"], true],
    ["median of two", line({ combine: "median" }, at("at_least", "2.5")), ["2", "3"], true],
    ["median of three", line({ combine: "median" }, at("at_least", "2.5")), ["9", "2", "1"], false],
    [
      "two sides",
      line({ combine: "max_abs", derive: { deviation: { target: "83.5" } } }, at("at_most", "1.5")),
      ["82", "85.1"],
      false,
    ],
    [
      "percent of a target",
      line(
        { combine: "max_abs", derive: { deviation_percent: { target: "250" } } },
        at("at_most", "6.0"),
      ),
      ["235", "265"],
      true,
    ],
    [
      "share",
      line({ combine: "max", derive: { share_percent: { less: "20.0" } } }, at("at_most", "3.3")),
      [["70", "300"]],
      false,
    ],
    [
      "count within",
      line({ combine: "count_within", low: "2.0", high: "4.0" }, at("at_least", "2")),
      ["2.0", "4", "4.1"],
      true,
    ],
    ["no limit", line({}, { base: null }), ["0"], true],
  ];
  for (const [name, criterion, readings, expected] of cases)
    assert.equal(meets(criterion, { readings }, base), expected, name);
});

test("a profile and extra time change the limit, where they may", () => {
  const hot = line({}, { base: { at_least: "75" }, RU: { at_least: "85" } });
  assert.equal(meets(hot, { readings: ["80"] }, { ...base, profile: "RU" }), false);
  assert.equal(meets(hot, { readings: ["80"] }, { ...base, profile: "TR" }), true);
  const time = line({ combine: "max" }, { base: { at_most: "10" } });
  const longer = { ...base, extra_time_percent: 25 };
  assert.equal(meets(time, { readings: ["12.5"] }, longer), true);
  assert.equal(meets(time, { readings: ["12.6"] }, longer), false);
  assert.equal(meets({ ...time, extra_time: false }, { readings: ["12.5"] }, longer), false);
});

test("checks, levels and what is not applicable", () => {
  const check = { ...line({}, {}), kind: "check" as const };
  assert.equal(meets(check, { check: true }, base), true);
  assert.equal(meets(check, { check: false }, base), false);
  assert.equal(meets(check, { na: "scale_fault" }, base), true);
  const levels = [
    { id: "l0", title: {}, meets: false },
    { id: "l1", title: {}, meets: true },
  ];
  const graded = { ...check, kind: "levels" as const, levels };
  assert.equal(meets(graded, { level: "l0" }, base), false);
  assert.equal(meets(graded, { level: "l1" }, base), true);
});

test("the tablet draws the same of the same, and each piece once", async () => {
  const hash = "ab".repeat(32);
  const drawn = await drawPieces(hash, "B3", 40, 10);
  assert.deepEqual(await drawPieces(hash, "B3", 40, 10), drawn);
  assert.equal(new Set(drawn).size, 10);
  assert.ok(drawn.every((piece) => piece >= 1 && piece <= 40));
  assert.notDeepEqual(await drawPieces("cd".repeat(32), "B3", 40, 10), drawn);
  assert.deepEqual(await drawPieces(hash, "C1", 2, 2), [1, 2]);
  const seen = new Set<number>();
  for (let i = 0; i < 40; i++)
    for (const piece of await drawPieces(`${i}`, "C1", 4, 2)) seen.add(piece);
  assert.equal(seen.size, 4, "every piece can be drawn");
});

test("every rubric of the project fits what the screens can show", () => {
  const units = new Set<string>();
  for (const [name, rubric] of Object.entries(allRubrics()))
    for (const { criteria } of rubric.sections)
      for (const criterion of criteria) {
        const about = `${name} ${criterion.id}`;
        if (criterion.kind === "levels") assert.ok((criterion.levels?.length ?? 0) > 1, about);
        if (criterion.kind === "measure") {
          units.add(criterion.measure?.unit ?? "");
          assert.ok(criterion.limits && "base" in criterion.limits, about);
        }
      }
  assert.ok(units.size > 3);
});
