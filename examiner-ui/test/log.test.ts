import assert from "node:assert/strict";
import { test } from "node:test";
import { type Clock, instantOf } from "../src/base/clock.ts";
import { canonical } from "../src/log/canonical.ts";
import {
  type Body,
  CHAIN_START,
  eventHash,
  type LogEvent,
  makeEvent,
  uuid7,
} from "../src/log/event.ts";
import { foldSheet } from "../src/log/fold.ts";
import { random } from "./random.ts";

const ATTEMPT = "osh-1/J-001/UST-CK-AC-04";

function clockAt(wall: number): Clock {
  let mono = 0;
  return { at: () => instantOf(wall), wallMs: () => wall, mono: () => (mono += 1000) };
}

async function chain(bodies: readonly Body[], who = "gulnara"): Promise<LogEvent[]> {
  const clock = clockAt(Date.UTC(2026, 10, 28, 4, 10));
  const events: LogEvent[] = [];
  for (const body of bodies)
    events.push(await makeEvent("tablet-7", events.at(-1) ?? CHAIN_START, who, body, clock));
  return events;
}

test("canonical JSON sorts keys by UTF-16 code units and escapes as RFC 8785 says", () => {
  const value = {
    "€": 1,
    "\r": '<\u0007"\\\u001f>',
    "\ufb33": null,
    "1": [true, false],
    "😀": {},
    ö: -3,
  };
  assert.equal(
    canonical(value),
    '{"\\r":"<\\u0007\\"\\\\\\u001f>","1":[true,false],"ö":-3,"€":1,"😀":{},"\ufb33":null}',
  );
});

test("an id is a UUID of version 7 with the time in front", () => {
  const id = uuid7(0x0192_0000_00ff, new Uint8Array(16).fill(0xff));
  assert.equal(id, "01920000-00ff-7fff-bfff-ffffffffffff");
  assert.equal(uuid7(0, new Uint8Array(16)), "00000000-0000-7000-8000-000000000000");
});

test("each event has the hash of the one before, and a hash of all its members", async () => {
  const events = await chain([
    { kind: "open", attempt: ATTEMPT, rubric: "UST-CK-AC-04@2.0.0", digest: "ab".repeat(32) },
    { kind: "mark", attempt: ATTEMPT, criterion: "A1", check: true },
    { kind: "seal", attempt: ATTEMPT },
  ]);
  assert.deepEqual(
    events.map((event) => event.seq),
    [1, 2, 3],
  );
  assert.equal(events[0]?.prev, "0".repeat(64));
  assert.equal(events[1]?.prev, events[0]?.hash);
  assert.equal(events[2]?.prev, events[1]?.hash);
  const second = events[1] as LogEvent;
  assert.equal(await eventHash(second), second.hash);
  assert.notEqual(await eventHash({ ...second, who: "nurlan" }), second.hash);
});

/* What a sheet says, told in the plainest way: by a list that undo takes things out of. */
interface Model {
  marks: Map<string, string>;
  entries: { id: string; criterion: string; level: string }[];
}

function modelOf(entries: Model["entries"]): Map<string, string> {
  return new Map(entries.map(({ criterion, level }) => [criterion, level]));
}

test("the fold of any marks and undos is what is left of them, in order", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const dice = random(seed);
    const entries: Model["entries"] = [];
    const bodies: Body[] = [
      { kind: "open", attempt: ATTEMPT, rubric: "R@1.0.0", digest: "ab".repeat(32) },
    ];
    let log = await chain(bodies);
    for (let step = 0; step < 30; step++) {
      const last = log.at(-1) as LogEvent;
      const undoing = entries.length > 0 && dice(3) === 0;
      const body: Body = undoing
        ? { kind: "undo", attempt: ATTEMPT, event: (entries.at(-1) as { id: string }).id }
        : { kind: "mark", attempt: ATTEMPT, criterion: `A${dice(4)}`, level: `l${dice(4)}` };
      const event = await makeEvent("tablet-7", last, "gulnara", body, clockAt(seed * 1e9));
      log = [...log, event];
      if (body.kind === "undo") entries.pop();
      if (body.kind === "mark" && "level" in body)
        entries.push({ id: event.id, criterion: body.criterion, level: body.level });
      const sheet = foldSheet(log, ATTEMPT, "gulnara", new Set());
      const folded = [...sheet.marks].map(([id, { mark }]) => [id, "level" in mark && mark.level]);
      assert.deepEqual(new Map(folded as [string, string][]), modelOf(entries), `seed ${seed}`);
      assert.equal(sheet.undoable?.id, entries.at(-1)?.id, `seed ${seed}`);
    }
  }
});

test("a fold knows only its own attempt and examiner, and nothing that was refused", async () => {
  const other = "osh-1/J-002/UST-CK-AC-04";
  const events = await chain([
    { kind: "open", attempt: ATTEMPT, rubric: "R@1.0.0", digest: "ab".repeat(32) },
    { kind: "mark", attempt: ATTEMPT, criterion: "A1", check: true },
    { kind: "mark", attempt: other, criterion: "A1", check: false },
    { kind: "mark", attempt: ATTEMPT, criterion: "A1", check: false },
    { kind: "seal", attempt: ATTEMPT },
  ]);
  const fold = (refused: string[]) => foldSheet(events, ATTEMPT, "gulnara", new Set(refused));
  assert.deepEqual(fold([]).marks.get("A1")?.mark, { check: false });
  assert.equal(fold([]).undoable, undefined, "nothing of a sealed sheet is undone");
  const refused = fold([events[3]?.id ?? "", events[4]?.id ?? ""]);
  assert.deepEqual(refused.marks.get("A1")?.mark, { check: true });
  assert.equal(refused.sealed, undefined);
  assert.equal(foldSheet(events, ATTEMPT, "nurlan", new Set()).opened, undefined);
});

test("notes, stops and second looks stand beside the marks", async () => {
  const events = await chain([
    { kind: "note", attempt: ATTEMPT, criterion: "A2", text: "same tongs" },
    { kind: "note", attempt: ATTEMPT, criterion: null, text: "power cut" },
    { kind: "stop", attempt: ATTEMPT, criterion: "A2", reason: "burns" },
    { kind: "second_look", attempt: ATTEMPT, criterion: "B1", reason: "saw it", level: "l2" },
  ]);
  const undo: Body = { kind: "undo", attempt: ATTEMPT, event: events[1]?.id ?? "" };
  const last = await makeEvent("tablet-7", events[3] as LogEvent, "gulnara", undo, clockAt(1));
  const sheet = foldSheet([...events, last], ATTEMPT, "gulnara", new Set());
  assert.deepEqual(
    sheet.notes.map((note) => note.text),
    ["same tongs"],
  );
  assert.equal(sheet.stops.get("A2"), "burns");
  assert.deepEqual(sheet.looks.get("B1")?.mark, { level: "l2" });
});
