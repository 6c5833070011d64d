/** The day pack, as docs/tablet-protocol.md describes it. */

import type { Mark } from "../log/event.ts";

/** By language tag. */
export type Texts = { readonly [tag: string]: string };

export interface Level {
  readonly id: string;
  readonly title: Texts;
  /** At least the line's pass. */
  readonly meets: boolean;
}

export type Operator = "at_least" | "more_than" | "at_most" | "less_than";
export type Limit = { readonly [operator in Operator]?: string };

export interface Measure {
  readonly quantity: string;
  readonly unit: string;
  readonly decimals: number;
  readonly samples: number;
  readonly combine: "min" | "max" | "max_abs" | "mean" | "median" | "count_within";
  readonly low?: string;
  readonly high?: string;
  readonly derive?: {
    readonly deviation?: { readonly target: string };
    readonly deviation_percent?: { readonly target: string };
    readonly share_percent?: { readonly less: string };
  };
  readonly draw?: "random";
  readonly instrument?: string;
  readonly calibration_max_hours?: number;
}

export interface Criterion {
  readonly id: string;
  readonly kind: "check" | "levels" | "measure";
  readonly title: Texts;
  readonly guide: Texts | null;
  readonly comments: readonly Texts[];
  readonly critical: boolean;
  readonly stops_attempt: boolean;
  readonly extra_time: boolean;
  readonly not_applicable: readonly string[];
  readonly levels?: readonly Level[];
  readonly measure?: Measure;
  /** By profile, and "base": the last band that still meets the standard; null when all do. */
  readonly limits?: { readonly [profile: string]: Limit | null };
}

export interface Section {
  readonly id: string;
  readonly title: Texts;
  readonly criteria: readonly Criterion[];
}

export interface Rubric {
  readonly id: string;
  readonly version: string;
  readonly title: Texts;
  readonly task: Texts | null;
  readonly time: {
    readonly setup_min: number;
    readonly task_min: number;
    readonly hard_stop_min: number;
  };
  readonly sections: readonly Section[];
}

export interface Candidate {
  readonly name: string;
  readonly name_cyrillic: string;
  readonly languages: readonly string[];
  readonly photo: string | null;
}

export interface Instrument {
  readonly ref: string;
  readonly centre: string;
  readonly kind: string;
  readonly unit: string;
  readonly calibrated_at: string | null;
}

export interface CompareLine {
  readonly criterion: string;
  readonly state: string;
  readonly mine: Mark | null;
  readonly others: readonly Mark[];
}

export interface Attempt {
  readonly attempt: string;
  readonly centre: string;
  readonly candidate: string;
  readonly rubric: string;
  readonly digest: string;
  readonly profile: string | null;
  readonly extra_time_percent: number;
  readonly state: string;
  readonly duty: "first" | "second" | "third";
  readonly station: string | null;
  readonly lines: readonly string[];
  readonly compare: { readonly lines: readonly CompareLine[] } | null;
}

export interface Pack {
  readonly usta_pack: 1;
  readonly day: string;
  readonly person: string;
  readonly candidates: { readonly [ref: string]: Candidate };
  readonly instruments: readonly Instrument[];
  readonly attempts: readonly Attempt[];
  readonly rubrics: { readonly [name: string]: Rubric };
}

/** The sections of an attempt's sheet: with the lines that this examiner marks. */
export function sectionsOf(pack: Pack, attempt: Attempt): readonly Section[] {
  const rubric = pack.rubrics[attempt.rubric];
  if (!rubric) return [];
  const wanted = new Set(attempt.lines);
  return rubric.sections
    .map((section) => ({
      ...section,
      criteria: section.criteria.filter((criterion) => wanted.has(criterion.id)),
    }))
    .filter((section) => section.criteria.length > 0);
}

export function criteriaOf(pack: Pack, attempt: Attempt): readonly Criterion[] {
  return sectionsOf(pack, attempt).flatMap((section) => section.criteria);
}

/** Those that can read a line at this attempt's centre, and how long ago each was calibrated. */
export function instrumentsFor(
  pack: Pack,
  attempt: Attempt,
  measure: Measure,
): readonly Instrument[] {
  return pack.instruments.filter(
    (instrument) =>
      instrument.centre === attempt.centre &&
      instrument.kind === measure.instrument &&
      instrument.unit === measure.unit,
  );
}

/** In calibration at an instant (ms), for a line that asks for it. */
export function inCalibration(instrument: Instrument, measure: Measure, nowMs: number): boolean {
  if (!instrument.calibrated_at) return false;
  const age = nowMs - Date.parse(instrument.calibrated_at);
  return age <= (measure.calibration_max_hours ?? 0) * 3600 * 1000;
}
