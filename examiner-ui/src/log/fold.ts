/**
 * What is on the screen is a fold over the log, and nothing else. A sheet is one examiner's events of
 * one attempt; whatever else is in the log changes nothing. The server folds in the same way
 * (src/assess/sheet_marks.c).
 */

import type { LogEvent, Mark } from "./event.ts";

export interface Marked {
  readonly mark: Mark;
  readonly event: LogEvent;
}

export interface Note {
  readonly criterion: string | null;
  readonly text: string;
  readonly photo: string | undefined;
  readonly event: LogEvent;
}

export interface Sheet {
  readonly opened: LogEvent | undefined;
  readonly sealed: LogEvent | undefined;
  /** By criterion: the mark that stands. */
  readonly marks: ReadonlyMap<string, Marked>;
  readonly notes: readonly Note[];
  /** By criterion: why the attempt was stopped there. */
  readonly stops: ReadonlyMap<string, string>;
  readonly looks: ReadonlyMap<string, Marked>;
  /** What Undo would take back now: the newest mark or note that stands. */
  readonly undoable: LogEvent | undefined;
}

export function markOf(body: Mark): Mark {
  if ("check" in body) return { check: body.check };
  if ("level" in body) return { level: body.level };
  if ("na" in body) return { na: body.na };
  return body.instrument === undefined
    ? { readings: body.readings }
    : { readings: body.readings, instrument: body.instrument };
}

/**
 * `refused` are ids of events that the server keeps without effect: here, too, they have none.
 */
export function foldSheet(
  log: readonly LogEvent[],
  attempt: string,
  who: string,
  refused: ReadonlySet<string>,
): Sheet {
  const own = log.filter(
    (event) => event.body.attempt === attempt && event.who === who && !refused.has(event.id),
  );
  const undone = new Set<string>();
  for (const { body } of own) if (body.kind === "undo") undone.add(body.event);
  const marks = new Map<string, Marked>();
  const looks = new Map<string, Marked>();
  const stops = new Map<string, string>();
  const notes: Note[] = [];
  let opened: LogEvent | undefined;
  let sealed: LogEvent | undefined;
  let undoable: LogEvent | undefined;
  for (const event of own) {
    const { body } = event;
    if (undone.has(event.id)) continue;
    if (body.kind === "open") opened ??= event;
    if (body.kind === "seal") sealed ??= event;
    if (body.kind === "mark") marks.set(body.criterion, { mark: markOf(body), event });
    if (body.kind === "second_look") looks.set(body.criterion, { mark: markOf(body), event });
    if (body.kind === "stop") stops.set(body.criterion, body.reason);
    if (body.kind === "note")
      notes.push({ criterion: body.criterion, text: body.text, photo: body.photo, event });
    if (body.kind === "mark" || body.kind === "note") undoable = event;
  }
  return { opened, sealed, marks, notes, stops, looks, undoable: sealed ? undefined : undoable };
}
