/**
 * Whether a mark of one line meets the standard: only to turn a critical line red. Points, sections
 * and totals are the server's alone. Exact: whole numbers of millionths, and their ratios.
 */

import type { Mark, Reading } from "../log/event.ts";
import type { Criterion, Limit, Measure, Operator } from "./pack.ts";

/** n / d, d > 0. */
interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

const ONE = 1000000n;

function ratio(n: bigint, d: bigint): Ratio {
  return d < 0n ? { n: -n, d: -d } : { n, d };
}

function millionths(decimal: string): bigint {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const size = BigInt(whole) * ONE + BigInt(fraction.padEnd(6, "0"));
  return negative ? -size : size;
}

function compare(a: Ratio, b: Ratio): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function add(a: Ratio, b: Ratio): Ratio {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

function over(a: Ratio, count: number): Ratio {
  return { n: a.n, d: a.d * BigInt(count) };
}

function derived(reading: Reading, measure: Measure): Ratio {
  const { deviation, deviation_percent, share_percent } = measure.derive ?? {};
  if (typeof reading !== "string") {
    const [part, whole] = [millionths(reading[0]), millionths(reading[1])];
    const less = millionths(share_percent?.less ?? "0");
    return ratio(100n * part * ONE - less * whole, whole * ONE);
  }
  const value = millionths(reading);
  if (deviation) return ratio(value - millionths(deviation.target), ONE);
  if (!deviation_percent) return ratio(value, ONE);
  const target = millionths(deviation_percent.target);
  return ratio(100n * (value - target), target);
}

function abs(a: Ratio): Ratio {
  return a.n < 0n ? { n: -a.n, d: a.d } : a;
}

function median(sorted: readonly Ratio[]): Ratio {
  const half = sorted.length >> 1;
  const upper = sorted[half] as Ratio;
  return sorted.length % 2 ? upper : over(add(sorted[half - 1] as Ratio, upper), 2);
}

function combined(values: readonly Ratio[], measure: Measure): Ratio {
  const sorted = (measure.combine === "max_abs" ? values.map(abs) : [...values]).sort(compare);
  switch (measure.combine) {
    case "min":
      return sorted[0] as Ratio;
    case "max":
    case "max_abs":
      return sorted.at(-1) as Ratio;
    case "mean":
      return over(sorted.reduce(add), sorted.length);
    case "median":
      return median(sorted);
    case "count_within": {
      const low = ratio(millionths(measure.low ?? "0"), ONE);
      const high = ratio(millionths(measure.high ?? "0"), ONE);
      const within = sorted.filter((v) => compare(v, low) >= 0 && compare(v, high) <= 0);
      return { n: BigInt(within.length), d: 1n };
    }
  }
}

const holds: { readonly [operator in Operator]: (order: number) => boolean } = {
  at_least: (order) => order >= 0,
  more_than: (order) => order > 0,
  at_most: (order) => order <= 0,
  less_than: (order) => order < 0,
};

function within(value: Ratio, limit: Limit, percent: number): boolean {
  const [operator, bound] = Object.entries(limit)[0] as [Operator, string];
  const stretched = ratio(millionths(bound) * BigInt(100 + percent), ONE * 100n);
  return holds[operator](compare(value, stretched));
}

/** What of an attempt changes a line's limits. */
export interface Terms {
  readonly profile: string | null;
  readonly extra_time_percent: number;
}

/** A line marked not applicable meets it: it is out of play. */
export function meets(criterion: Criterion, mark: Mark, terms: Terms): boolean {
  if ("na" in mark) return true;
  if ("check" in mark) return mark.check;
  if ("level" in mark)
    return criterion.levels?.find((level) => level.id === mark.level)?.meets ?? false;
  const { measure, limits } = criterion;
  const own = terms.profile === null ? undefined : limits?.[terms.profile];
  const limit = own === undefined ? limits?.base : own;
  if (!measure || !limit) return true;
  const value = combined(
    mark.readings.map((reading) => derived(reading, measure)),
    measure,
  );
  return within(value, limit, criterion.extra_time ? terms.extra_time_percent : 0);
}
