/**
 * A reading as people type it. Comma and point are the same. Nothing is rounded: more decimals than
 * the instrument has, and values that no kitchen gives, are shown as wrong and not saved.
 */

import type { Measure } from "./pack.ts";

export type Fault = "empty" | "number" | "decimals" | "range";
export type ReadingResult =
  | { readonly value: string }
  | { readonly fault: Fault; readonly low: number; readonly high: number };

/** What a reading can be, by unit: far beyond anything seen, near enough to catch a slip. */
const ranges: { readonly [unit: string]: readonly [number, number] } = {
  s: [0, 7200],
  min: [0, 600],
  h: [0, 48],
  Cel: [-60, 400],
  mm: [0, 2000],
  cm: [0, 200],
  m: [0, 20],
  g: [0, 50000],
  kg: [0, 50],
  mL: [0, 50000],
  L: [0, 50],
  "1": [0, 1000],
};

export function rangeOf(unit: string): readonly [number, number] {
  return ranges[unit] ?? [0, 999999999];
}

/** "7,5" and "07.5" are 7.5; undefined for what is no decimal. */
export function decimalOf(typed: string): string | undefined {
  const found = /^\s*([-−]?)0*(\d*)(?:[.,](\d*))?\s*$/.exec(typed);
  if (!found) return undefined;
  const [, sign, whole = "", fraction = ""] = found;
  if (!/\d/.test(typed) || whole.length > 9 || fraction.length > 6) return undefined;
  const number = `${whole || "0"}${fraction && `.${fraction}`}`;
  return sign && /[1-9]/.test(number) ? `-${number}` : number;
}

export function readReading(typed: string, measure: Measure): ReadingResult {
  const [low, high] = rangeOf(measure.unit);
  const wrong = (fault: Fault) => ({ fault, low, high });
  if (!typed.trim()) return wrong("empty");
  const value = decimalOf(typed);
  if (value === undefined) return wrong("number");
  if ((value.split(".")[1] ?? "").length > measure.decimals) return wrong("decimals");
  if (Number(value) < low || Number(value) > high) return wrong("range");
  return { value };
}
