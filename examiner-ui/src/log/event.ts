/**
 * An event is one line of the tablet's append-only log: what src/assess/event.h of the server reads.
 * An undo is an event of its own; nothing is ever rewritten. Each event holds the hash of the one
 * before it.
 */

import { digestOf, utf8 } from "../base/bytes.ts";
import type { Clock } from "../base/clock.ts";
import { canonical, type Json } from "./canonical.ts";

/** One reading, or [part, whole] of a share. Decimals with a point, as the instrument shows them. */
export type Reading = string | readonly [string, string];

export type Mark =
  | { readonly check: boolean }
  | { readonly level: string }
  | { readonly readings: readonly Reading[]; readonly instrument?: string }
  | { readonly na: string };

/** `attempt` is SITTING/CANDIDATE/UNIT. */
export type Body =
  | { kind: "open"; attempt: string; rubric: string; digest: string }
  | ({ kind: "mark"; attempt: string; criterion: string } & Mark)
  | { kind: "undo"; attempt: string; event: string }
  | { kind: "note"; attempt: string; criterion: string | null; text: string; photo?: string }
  | { kind: "stop"; attempt: string; criterion: string; reason: string }
  | { kind: "seal"; attempt: string }
  | ({ kind: "second_look"; attempt: string; criterion: string; reason: string } & Mark);

export interface LogEvent {
  readonly id: string;
  readonly device: string;
  readonly seq: number;
  readonly prev: string;
  readonly at: string;
  readonly mono: number;
  readonly who: string;
  readonly body: Body;
  readonly hash: string;
}

/** The end of a device's chain: what the next event follows. */
export interface Tail {
  readonly seq: number;
  readonly hash: string;
}

export const CHAIN_START: Tail = { seq: 0, hash: "0".repeat(64) };

/** RFC 9562, 5.7: 48 bits of milliseconds, version, 74 random bits. */
export function uuid7(wallMs: number, random: Uint8Array): string {
  const bytes = Uint8Array.from(random.subarray(0, 16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(wallMs / 2 ** (40 - 8 * i)) % 256;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function eventHash(event: Omit<LogEvent, "hash">): Promise<string> {
  const { id, device, seq, prev, at, mono, who, body } = event;
  return digestOf(utf8(canonical({ id, device, seq, prev, at, mono, who, body } as Json)));
}

export async function makeEvent(
  device: string,
  tail: Tail,
  who: string,
  body: Body,
  clock: Clock,
): Promise<LogEvent> {
  const event = {
    id: uuid7(clock.wallMs(), crypto.getRandomValues(new Uint8Array(16))),
    device,
    seq: tail.seq + 1,
    prev: tail.hash,
    at: clock.at(),
    mono: clock.mono(),
    who,
    body,
  };
  return { ...event, hash: await eventHash(event) };
}

/** The file that `usta sheet import` reads. */
export function exportFile(device: string, events: readonly LogEvent[]): string {
  return `${JSON.stringify({ usta_events: 1, device, events })}\n`;
}
