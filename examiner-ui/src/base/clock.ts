/**
 * Two clocks. The wall clock is for people and may be wrong or be set while somebody marks; timers
 * and the order of events never look at it. The monotonic clock counts milliseconds that passed,
 * goes on over a reload or a crash, and over the sleep of the tablet: only there, where nothing else
 * is to be had, it asks the wall clock how long it was away, and takes no answer below 0 or above
 * `AWAY_LIMIT_MS`.
 */

export interface Clock {
  /** Seconds count: "2026-11-20T04:10:00Z". */
  at(): string;
  wallMs(): number;
  /** Whole milliseconds. */
  mono(): number;
}

/** Where both clocks stood when the page was last seen alive. */
export interface Beat {
  mono: number;
  wall: number;
}

export const AWAY_LIMIT_MS = 12 * 3600 * 1000;
export const BEAT_MS = 5000;

/** How long the page was away, as far as a wall clock can tell. */
export function awayMs(before: number, now: number): number {
  const away = now - before;
  return away >= 0 && away <= AWAY_LIMIT_MS ? away : 0;
}

export function instantOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** "2026-11-28": the day where the tablet is. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export interface ClockSources {
  wall(): number;
  /** Monotonic since some instant of this page, ms; it may stand still while the tablet sleeps. */
  running(): number;
}

export interface LiveClock extends Clock {
  /** What to keep for the next page, now and then. */
  beat(): Beat;
  /** The page is seen again after it was hidden since `hidden`: what sleep took is given back. */
  wake(hidden: Beat): void;
}

/** Goes on from the last beat of the page before, or from 0. */
export function openClock(last: Beat | undefined, sources: ClockSources): LiveClock {
  const born = sources.running();
  let base = last ? last.mono + awayMs(last.wall, sources.wall()) : 0;
  const mono = () => Math.floor(base + sources.running() - born);
  return {
    mono,
    wallMs: sources.wall,
    at: () => instantOf(sources.wall()),
    beat: () => ({ mono: mono(), wall: sources.wall() }),
    wake(hidden) {
      const slept = awayMs(hidden.wall, sources.wall()) - (mono() - hidden.mono);
      if (slept > 0) base += slept;
    },
  };
}
