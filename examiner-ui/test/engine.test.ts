import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogEvent } from "../src/log/event.ts";
import type { Receipt } from "../src/log/store.ts";
import { digest, type Engine, newEngine, nextBatch, pauseMs } from "../src/sync/engine.ts";
import { type Answer, retryAfter } from "../src/sync/protocol.ts";
import { random } from "./random.ts";

function logOf(count: number): LogEvent[] {
  return Array.from(
    { length: count },
    (_, i) => ({ id: `e${i + 1}`, seq: i + 1 }) as unknown as LogEvent,
  );
}

function stored(events: readonly LogEvent[], status: Receipt["status"] = "stored"): Answer {
  return { is: "receipts", now: "", receipts: events.map(({ id }) => ({ id, status })) };
}

function troubleOf(engine: Engine): string | undefined {
  return engine.trouble?.is;
}

function after(engine: Engine, answer: Answer, events = logOf(3)) {
  return digest(engine, answer, events, events, 0, 0);
}

test("a batch begins with the first event without a receipt and has 100 at most", () => {
  const events = logOf(250);
  const receipts = new Map<string, Receipt>([["e1", { id: "e1", status: "stored" }]]);
  const batch = nextBatch(newEngine(), events, receipts);
  assert.equal(batch.length, 100);
  assert.equal(batch[0]?.seq, 2);
  assert.deepEqual(nextBatch(newEngine(), [], new Map()), []);
});

test("pauses double up to two minutes, and spread", () => {
  assert.deepEqual(
    [1, 2, 3, 8, 30].map((failures) => pauseMs(failures, 0)),
    [1000, 2000, 4000, 120000, 120000],
  );
  assert.equal(pauseMs(1, 0.999), 1500);
});

test("Retry-After is seconds or a date, and never for ever", () => {
  assert.equal(retryAfter("7", 0), 7000);
  assert.equal(retryAfter("Thu, 01 Jan 1970 00:00:09 GMT", 4000), 5000);
  assert.equal(retryAfter(null, 0), 5000);
  assert.equal(retryAfter("soon", 0), 5000);
  assert.equal(retryAfter("99999999", 0), 600000);
});

test("each answer leads where the protocol says", () => {
  const engine = newEngine();
  assert.deepEqual(after(engine, { is: "lost" }), { do: "pause", ms: 1000 });
  assert.deepEqual(after(engine, { is: "lost" }), { do: "pause", ms: 2000 });
  assert.equal(troubleOf(engine), "offline");
  assert.deepEqual(after(engine, stored(logOf(3))), { do: "again" });
  assert.equal(engine.failures, 0);
  assert.equal(troubleOf(engine), undefined);
  assert.deepEqual(after(engine, { is: "wait", ms: 1500 }), { do: "pause", ms: 1500 });
  assert.deepEqual(after(engine, { is: "sign_in" }), { do: "rest" });
  assert.equal(troubleOf(engine), "sign_in");
  assert.deepEqual(after(engine, { is: "revoked" }), { do: "rest" });
  assert.equal(troubleOf(engine), "revoked");
  after(engine, { is: "refused", problem: { detail: "no such device", hint: "enrol it" } });
  assert.deepEqual(engine.trouble, { is: "refused", detail: "no such device", hint: "enrol it" });
});

test("a batch that is too large is halved, down to one", () => {
  const engine = newEngine();
  const sizes = [];
  while (after(engine, { is: "too_large" }).do === "again") sizes.push(engine.batch);
  assert.deepEqual(sizes, [50, 25, 12, 6, 3, 1]);
  assert.equal(troubleOf(engine), "refused");
});

test("a gap is filled from where the server asks, with what had receipts too", () => {
  const events = logOf(5);
  const receipts = new Map(events.map(({ id }) => [id, { id, status: "stored" } as Receipt]));
  const engine = newEngine();
  const next = digest(engine, { is: "resend", from: 3 }, events, events, 0, 0);
  assert.equal(next.do, "again");
  const batch = nextBatch(engine, events, receipts);
  assert.deepEqual(
    batch.map((event) => event.seq),
    [3, 4, 5],
  );
  assert.equal(digest(engine, { is: "resend", from: 3 }, batch, events, 0, 0).do, "pause");
  digest(engine, stored(batch), batch, events, 0, 0);
  assert.deepEqual(nextBatch(engine, events, receipts), []);
  const unknown = digest(engine, { is: "resend", from: 9 }, batch, events, 0, 0);
  assert.equal(unknown.do, "rest");
  assert.equal(troubleOf(engine), "refused");
});

/* A server in memory, and a network that loses requests and answers. */
class Far {
  readonly kept: LogEvent[] = [];

  constructor(readonly dice: (n: number) => number) {}

  take(batch: readonly LogEvent[]): Answer {
    const luck = this.dice(10);
    if (luck === 0) return { is: "lost" };
    if (luck === 1) return { is: "wait", ms: 1 };
    if (luck === 2) return { is: "too_large" };
    const first = batch[0]?.seq ?? 0;
    if (first > this.kept.length + 1) return { is: "resend", from: this.kept.length + 1 };
    const receipts: Receipt[] = batch.map((event) => {
      const known = this.kept.some(({ id }) => id === event.id);
      if (!known) this.kept.push(event);
      return {
        id: event.id,
        status: event.seq % 7 ? (known ? "duplicate" : "stored") : "rejected",
      };
    });
    if (luck === 3) return { is: "lost" };
    if (luck === 4) this.kept.length = Math.max(0, this.kept.length - 2);
    return { is: "receipts", now: "", receipts };
  }
}

test("whatever is lost on the way, the server ends with every event once, in order", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const dice = random(seed);
    const far = new Far(dice);
    const engine = newEngine();
    const receipts = new Map<string, Receipt>();
    const events: LogEvent[] = [];
    for (let round = 0; round < 4000; round++) {
      if (events.length < 150 && dice(2))
        events.push(...logOf(events.length + 3).slice(events.length));
      if (engine.batch < 8) engine.batch = 8;
      const batch = nextBatch(engine, events, receipts);
      if (!batch.length) {
        if (events.length >= 150) break;
        continue;
      }
      const answer = far.take(batch);
      if (answer.is === "receipts")
        for (const receipt of answer.receipts) receipts.set(receipt.id, receipt);
      digest(engine, answer, batch, events, 0, 0);
    }
    assert.equal(receipts.size, events.length, `seed ${seed}`);
    const seqs = far.kept.map((event) => event.seq);
    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((a, b) => a - b),
      `seed ${seed}`,
    );
  }
});
