/**
 * Sends what the log holds until everything has a receipt: in the order of seq, again and again when
 * an answer is lost, which does no harm since the server knows each event by its id. It deletes
 * nothing. A refused event has its receipt like any other and keeps nobody waiting.
 */

import type { LogEvent } from "../log/event.ts";
import type { Receipt } from "../log/store.ts";
import type { Answer } from "./protocol.ts";

export const BATCH = 100;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 120000;

export type Trouble =
  | { readonly is: "offline" }
  | { readonly is: "wait" }
  | { readonly is: "sign_in" }
  | { readonly is: "revoked" }
  | { readonly is: "refused"; readonly detail: string; readonly hint: string };

/** What is done after one exchange. */
export type Next =
  | { readonly do: "again" }
  | { readonly do: "pause"; readonly ms: number }
  /** Nothing to send, or only somebody can help. */
  | { readonly do: "rest" };

export interface Engine {
  /** Where sending begins again when the server misses something; 0: with what has no receipt. */
  resendFrom: number;
  batch: number;
  failures: number;
  trouble: Trouble | undefined;
  /** How far the tablet's clock is ahead of the server's, ms. */
  skewMs: number | undefined;
}

export function newEngine(): Engine {
  return { resendFrom: 0, batch: BATCH, failures: 0, trouble: undefined, skewMs: undefined };
}

/** The next batch: consecutive events from the first that the server needs. */
export function nextBatch(
  engine: Engine,
  events: readonly LogEvent[],
  receipts: ReadonlyMap<string, Receipt>,
): readonly LogEvent[] {
  const open = events.findIndex((event) => !receipts.has(event.id));
  const again = engine.resendFrom
    ? events.findIndex((event) => event.seq >= engine.resendFrom)
    : -1;
  const from = again >= 0 && (open < 0 || again < open) ? again : open;
  return from < 0 ? [] : events.slice(from, from + engine.batch);
}

/** Doubles, from 1 s to 2 min, and up to half longer by chance, so that tablets do not come together. */
export function pauseMs(failures: number, chance: number): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  return Math.round(pause * (1 + chance / 2));
}

function failed(engine: Engine, chance: number): Next {
  engine.failures++;
  return { do: "pause", ms: pauseMs(engine.failures, chance) };
}

/** The server has these; sending goes on behind them. */
function moveOn(engine: Engine, sent: readonly LogEvent[]): void {
  const last = sent.at(-1);
  if (engine.resendFrom && last) engine.resendFrom = last.seq + 1;
  engine.failures = 0;
  engine.trouble = undefined;
}

function smaller(engine: Engine): Next {
  if (engine.batch > 1) {
    engine.batch = engine.batch >> 1;
    return { do: "again" };
  }
  engine.trouble = { is: "refused", detail: "413", hint: "" };
  return { do: "rest" };
}

/** The server asks for what it misses; only what the tablet has can help. */
function resend(engine: Engine, events: readonly LogEvent[], from: number, chance: number): Next {
  const has = events.some((event) => event.seq === from);
  if (has && from !== engine.resendFrom) {
    engine.resendFrom = from;
    return { do: "again" };
  }
  if (has) return failed(engine, chance);
  engine.trouble = { is: "refused", detail: `409: ${from}`, hint: "" };
  return { do: "rest" };
}

/** What an answer means; receipts were written down before. */
export function digest(
  engine: Engine,
  answer: Answer,
  sent: readonly LogEvent[],
  events: readonly LogEvent[],
  nowMs: number,
  chance: number,
): Next {
  switch (answer.is) {
    case "receipts":
      moveOn(engine, sent);
      if (answer.now) engine.skewMs = nowMs - Date.parse(answer.now);
      return { do: "again" };
    case "resend":
      return resend(engine, events, answer.from, chance);
    case "too_large":
      return smaller(engine);
    case "wait":
      engine.trouble = { is: "wait" };
      return { do: "pause", ms: answer.ms };
    case "sign_in":
      engine.trouble = { is: "sign_in" };
      return { do: "rest" };
    case "revoked":
      engine.trouble = { is: "revoked" };
      return { do: "rest" };
    case "refused": {
      const { detail, hint, code } = answer.problem;
      engine.trouble = { is: "refused", detail: detail ?? code ?? "", hint: hint ?? "" };
      return { do: "rest" };
    }
    case "lost":
      engine.trouble = { is: "offline" };
      return failed(engine, chance);
  }
}
