/** A day at the centre, with rubrics of the project: what the tests' server hands out. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { instantOf } from "../src/base/clock.ts";
import type { Attempt, Candidate, Pack, Rubric } from "../src/pack/pack.ts";
import { readRubric } from "./rubric.ts";

export const RUBRICS = join(process.env.PROJECT ?? "..", "rubrics/catering");

/** All rubric files of the project, by ID@VERSION. */
export function allRubrics(): { [name: string]: Rubric } {
  const rubrics: { [name: string]: Rubric } = {};
  for (const file of readdirSync(RUBRICS)) {
    if (!file.endsWith(".yaml") || file.includes(".scheme.")) continue;
    const rubric = readRubric(join(RUBRICS, file));
    rubrics[`${rubric.id}@${rubric.version}`] = rubric;
  }
  return rubrics;
}

const people: readonly [string, string, string][] = [
  ["BSK-141", "AIBEK TOKTOGULOV", "Айбек Токтогулов"],
  ["BSK-142", "AIZADA ASANOVA", "Айзада Асанова"],
  ["BSK-143", "BEKZAT MAMBETALIEV", "Бекзат Мамбеталиев"],
  ["BSK-144", "GULZADA ISAEVA", "Гүлзада Исаева"],
];

const units = ["UST-CK-HK-02", "UST-CK-AC-04", "UST-BK-PB-01", "UST-CK-AC-03"];

function candidatesOf(): { [ref: string]: Candidate } {
  const languages = ["ky", "ru"];
  return Object.fromEntries(
    people.map(([ref, name, name_cyrillic]) => [
      ref,
      { name, name_cyrillic, languages, photo: null },
    ]),
  );
}

export interface DayOptions {
  readonly day: string;
  readonly person: string;
  /** When the instruments were calibrated. */
  readonly calibratedAt: string;
}

export function lineIds(rubric: Rubric): string[] {
  return rubric.sections.flatMap((section) => section.criteria.map((criterion) => criterion.id));
}

export function makeDay({ day, person, calibratedAt }: DayOptions): Pack {
  const all = allRubrics();
  const rubrics: { [name: string]: Rubric } = {};
  const attempts = people.map(([candidate], at): Attempt => {
    const [name, rubric] = Object.entries(all).find(([, each]) => each.id === units[at]) as [
      string,
      Rubric,
    ];
    rubrics[name] = rubric;
    return {
      attempt: `bishkek-1/${candidate}/${rubric.id}`,
      centre: "bishkek",
      candidate,
      rubric: name,
      digest: "ab".repeat(32),
      profile: at === 2 ? "RU" : null,
      extra_time_percent: at === 1 ? 25 : 0,
      state: "checked_in",
      duty: "first",
      station: String(at + 1),
      lines: lineIds(rubric),
      compare: null,
    };
  });
  const instrument = (ref: string, kind: string, unit: string) => ({
    ref,
    centre: "bishkek",
    kind,
    unit,
    calibrated_at: calibratedAt,
  });
  return {
    usta_pack: 1,
    day,
    person,
    candidates: candidatesOf(),
    instruments: [
      instrument("probe-3", "probe", "Cel"),
      instrument("probe-4", "probe", "Cel"),
      instrument("scale-1", "scale", "g"),
      { ...instrument("scale-2", "scale", "g"), calibrated_at: null },
    ],
    attempts,
    rubrics,
  };
}

/** The day that is now where the tests' tablets are. */
export function today(): Pack {
  const now = Date.now();
  return makeDay({
    day: new Date(now).toLocaleDateString("sv-SE", { timeZone: "Asia/Bishkek" }),
    person: "gulnara",
    calibratedAt: instantOf(now - 3600000),
  });
}
