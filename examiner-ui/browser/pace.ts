/**
 * How long a tap takes until it is on the disk and ticked, with 3,000 events in the log and a processor
 * slowed down four times; and how long the app takes to start. For people to read: node pace.js
 */

import { type Clock, instantOf } from "../src/base/clock.ts";
import { CHAIN_START, type LogEvent, makeEvent } from "../src/log/event.ts";
import { openSheet, pressed, withTablet } from "./steps.ts";
import { signIn } from "./tablet.ts";

const EVENTS = 3000;
const TAPS = 60;
const LINES = ["B1", "B4", "B5", "C3", "C4"];

async function longLog(): Promise<LogEvent[]> {
  const start = Date.now() - EVENTS * 1000;
  const events: LogEvent[] = [];
  for (let n = 0; n < EVENTS; n++) {
    const wall = start + n * 1000;
    const clock: Clock = { at: () => instantOf(wall), wallMs: () => wall, mono: () => n * 1000 };
    const attempt = `bishkek-0/BSK-${n % 40}/UST-CK-HK-02`;
    const body = { kind: "mark", attempt, criterion: `B${n % 5}`, level: "l1" } as const;
    events.push(await makeEvent("tablet-7", events.at(-1) ?? CHAIN_START, "gulnara", body, clock));
  }
  return events;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
}

await withTablet(async ({ server, tablet, page }) => {
  const events = await longLog();
  await server.down();
  await page.evaluate(
    (all) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open("usta");
        opening.onsuccess = () => {
          const tx = opening.result.transaction("events", "readwrite");
          for (const event of all) tx.objectStore("events").add(event);
          tx.oncomplete = () => done();
        };
      }),
    events as unknown as object[],
  );
  const cdp = await tablet.context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const began = Date.now();
  await page.reload();
  await page.locator("#number").waitFor();
  const started = Date.now() - began;
  await signIn(page);
  await openSheet(page);
  const taps: number[] = [];
  for (let n = 0; n < TAPS; n++) {
    const line = LINES[n % LINES.length] as string;
    const level = (n + Math.floor(n / LINES.length)) % 4;
    taps.push(
      await page.evaluate(
        ([id, place]) =>
          new Promise<number>((done) => {
            const button = document.querySelectorAll<HTMLElement>(`#c-${id} .level`)[Number(place)];
            const from = performance.now();
            const seen = new MutationObserver(() => {
              if (button?.getAttribute("aria-pressed") !== "true") return;
              seen.disconnect();
              done(performance.now() - from);
            });
            if (button) seen.observe(button, { attributes: true });
            button?.click();
          }),
        [line, level] as const,
      ),
    );
    await pressed(page, line, level, ".level");
  }
  taps.sort((a, b) => a - b);
  console.log(`start with ${EVENTS} events, without a network: ${started} ms`);
  console.log(`tap to disk and tick: p50 ${at(taps, 0.5)} ms, p95 ${at(taps, 0.95)} ms`);
});
