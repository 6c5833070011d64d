/** What the mark screen does, apart from how it looks. */

import { type Signal, signal } from "@preact/signals";
import { type App, add, draftKey, keepDraft } from "../app.ts";
import type { Mark } from "../log/event.ts";
import type { Sheet } from "../log/fold.ts";
import { meets } from "../pack/meets.ts";
import type { Attempt, Criterion } from "../pack/pack.ts";
import { writeFault } from "./write_fault.ts";

export interface Saving {
  readonly busy: boolean;
  /** Why the newest tap is not saved. */
  readonly fault: string | undefined;
}

/** By draftKey. */
export const saving: Signal<ReadonlyMap<string, Saving>> = signal(new Map());

function setSaving(key: string, value: Saving | undefined): void {
  const all = new Map(saving.value);
  if (value) all.set(key, value);
  else all.delete(key);
  saving.value = all;
}

function sameMark(a: Mark | undefined, b: Mark): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Saves a mark, unless it is the one that stands; the tick comes from the log, not from here. */
export async function saveMark(
  app: App,
  attempt: string,
  criterion: string,
  mark: Mark,
  standing: Mark | undefined,
): Promise<boolean> {
  const key = draftKey(attempt, criterion);
  if (sameMark(standing, mark)) {
    setSaving(key, undefined);
    return true;
  }
  setSaving(key, { busy: true, fault: undefined });
  try {
    await add(app, { kind: "mark", attempt, criterion, ...mark });
    setSaving(key, undefined);
    return true;
  } catch (error) {
    setSaving(key, { busy: false, fault: writeFault(error) });
    return false;
  }
}

export async function undo(app: App, attempt: string, sheet: Sheet): Promise<void> {
  const target = sheet.undoable;
  if (!target) return;
  await add(app, { kind: "undo", attempt, event: target.id });
  const { body } = target;
  if (body.kind === "mark") keepDraft(app, draftKey(attempt, body.criterion), undefined);
}

/** A critical line that is marked below the standard. */
export function hasFailed(attempt: Attempt, criterion: Criterion, sheet: Sheet): boolean {
  const marked = sheet.marks.get(criterion.id);
  return criterion.critical && marked !== undefined && !meets(criterion, marked.mark, attempt);
}

/** A stop falls with the mark it rests on. */
export function stoppedAt(
  attempt: Attempt,
  criteria: readonly Criterion[],
  sheet: Sheet,
): { readonly criterion: Criterion; readonly reason: string } | undefined {
  const found = criteria.find(
    (criterion) => sheet.stops.has(criterion.id) && hasFailed(attempt, criterion, sheet),
  );
  return found && { criterion: found, reason: sheet.stops.get(found.id) ?? "" };
}

export function notesOf(sheet: Sheet, criterion: string): number {
  return sheet.notes.filter((note) => note.criterion === criterion).length;
}

export function photosOf(sheet: Sheet, criterion: string): number {
  return sheet.notes.filter((note) => note.criterion === criterion && note.photo).length;
}

export interface Gap {
  readonly criterion: Criterion;
  readonly why: "mark" | "note" | "draft";
}

/** What keeps a sheet from being sealed, in its order. */
export function gapsOf(
  attempt: Attempt,
  criteria: readonly Criterion[],
  sheet: Sheet,
  drafts: ReadonlyMap<string, readonly string[]>,
): readonly Gap[] {
  const stopped =
    attempt.state === "stopped_unsafe" || stoppedAt(attempt, criteria, sheet) !== undefined;
  const gaps: Gap[] = [];
  for (const criterion of criteria) {
    const typed = drafts.get(draftKey(attempt.attempt, criterion.id));
    if (typed?.some((text) => text.trim())) gaps.push({ criterion, why: "draft" });
    else if (!sheet.marks.has(criterion.id) && !stopped) gaps.push({ criterion, why: "mark" });
    if (hasFailed(attempt, criterion, sheet) && !notesOf(sheet, criterion.id))
      gaps.push({ criterion, why: "note" });
  }
  return gaps;
}
