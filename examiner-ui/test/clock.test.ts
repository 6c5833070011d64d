import assert from "node:assert/strict";
import { test } from "node:test";
import { AWAY_LIMIT_MS, type Beat, dayOf, openClock } from "../src/base/clock.ts";
import { clockText, timerOf } from "../src/parts/timer.tsx";

function page(last: Beat | undefined, at: { wall: number; running: number }) {
  return openClock(last, { wall: () => at.wall, running: () => at.running });
}

test("the monotonic clock ignores a wall clock that is set", () => {
  const at = { wall: 1e12, running: 500 };
  const clock = page(undefined, at);
  at.running += 60000;
  at.wall -= 3 * 3600 * 1000;
  assert.equal(clock.mono(), 60000);
});

test("it goes on over a reload, by as long as the page was away", () => {
  const clock = page({ mono: 90000, wall: 1e12 }, { wall: 1e12 + 7000, running: 20 });
  assert.equal(clock.mono(), 97000);
});

test("an absurd absence counts as none", () => {
  for (const away of [-1, -1e9, AWAY_LIMIT_MS + 1])
    assert.equal(
      page({ mono: 90000, wall: 1e12 }, { wall: 1e12 + away, running: 0 }).mono(),
      90000,
    );
});

test("what a sleep took is given back, once", () => {
  const at = { wall: 1e12, running: 0 };
  const clock = page(undefined, at);
  const hidden = clock.beat();
  at.wall += 600000;
  at.running += 1000;
  clock.wake(hidden);
  assert.equal(clock.mono(), 600000);
  clock.wake(hidden);
  assert.equal(clock.mono(), 600000);
});

test("a timer has set-up, task, over time and a stop; extra time lengthens", () => {
  const rubric = { time: { setup_min: 10, task_min: 90, hard_stop_min: 110 } };
  const timer = (minutes: number, extra = 0) =>
    timerOf(rubric as Parameters<typeof timerOf>[0], extra, minutes * 60000);
  assert.deepEqual(timer(0), { phase: "setup", ms: 600000 });
  assert.deepEqual(timer(10), { phase: "left", ms: 90 * 60000 });
  assert.deepEqual(timer(100), { phase: "over", ms: 0 });
  assert.deepEqual(timer(120), { phase: "stop", ms: 20 * 60000 });
  assert.equal(timer(110, 25).phase, "left");
});

test("clocks are written as people read them", () => {
  assert.equal(clockText(600000, true), "10:00");
  assert.equal(clockText(1, true), "00:01");
  assert.equal(clockText(999, false), "00:00");
  assert.equal(clockText(5400000, true), "1:30:00");
  assert.match(dayOf(Date.now()), /^\d{4}-\d\d-\d\d$/);
});
