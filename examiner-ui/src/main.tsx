/** Starts the app: the log first, then the screen; the service worker never holds anything up. */

import { type Signal, signal } from "@preact/signals";
import { render } from "preact";
import { type App, AppContext, makeApp, type Session } from "./app.ts";
import { BEAT_MS, type Beat, type LiveClock, openClock } from "./base/clock.ts";
import type { LogEvent } from "./log/event.ts";
import { openLog } from "./log/log.ts";
import { openStore } from "./log/store.ts";
import { restoreChoices } from "./parts/languages.tsx";
import { openPlace } from "./place.ts";
import { Shell } from "./screens/shell.tsx";
import { fetchPack, forgetOldPacks } from "./session/session.ts";
import { startSender } from "./sync/sender.ts";
import { watchUpdates } from "./update.ts";
import "./style/base.css";
import "./style/screens.css";

const PACK_EVERY_MS = 60000;

function lastBeat(mono: number): Beat | undefined {
  try {
    const beat = JSON.parse(localStorage.getItem("beat") ?? "") as Beat;
    return beat.mono >= mono ? beat : undefined;
  } catch {
    return undefined;
  }
}

function keepBeat(clock: LiveClock): void {
  localStorage.setItem("beat", JSON.stringify(clock.beat()));
}

/** The clock goes on from the last beat, and never behind what the log says. */
async function startClock(store: App["store"]): Promise<LiveClock> {
  const last = (await store.events()).reduce<LogEvent | undefined>(
    (newest, event) => (newest && newest.mono > event.mono ? newest : event),
    undefined,
  );
  const known = last && { mono: last.mono, wall: Date.parse(last.at) };
  const sources = { wall: () => Date.now(), running: () => performance.now() };
  const clock = openClock(lastBeat(last?.mono ?? 0) ?? known, sources);
  let hidden: Beat | undefined;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hidden = clock.beat();
    else if (hidden) clock.wake(hidden);
    keepBeat(clock);
  });
  keepBeat(clock);
  return clock;
}

function tick(app: App): void {
  app.now.value = app.clock.mono();
  setTimeout(tick, 1000 - (app.clock.mono() % 1000), app);
}

/** Tabs of one tablet share the log. */
function shareLog(app: App): void {
  const channel = new BroadcastChannel("usta-log");
  let count = app.log.events.value.length;
  channel.onmessage = () => {
    count = Number.MAX_SAFE_INTEGER;
    void app.log.refresh().then(() => {
      count = app.log.events.value.length;
    });
  };
  app.log.events.subscribe((events) => {
    if (events.length <= count) return;
    count = events.length;
    channel.postMessage(count);
  });
}

async function start(): Promise<void> {
  const store = await openStore();
  const clock = await startClock(store);
  const log = await openLog(store, clock);
  const device = signal(await store.get<string>("device"));
  const session: Signal<Session | undefined> = signal(undefined);
  const sender = startSender(log, store, clock, () =>
    device.value && session.value?.csrf
      ? { device: device.value, csrf: session.value.csrf }
      : undefined,
  );
  const app = makeApp({ store, clock, log, sender, device, session, place: openPlace() });
  await restoreChoices(store);
  tick(app);
  setInterval(keepBeat, BEAT_MS, clock);
  setInterval(() => void (session.value?.csrf && fetchPack(app)), PACK_EVERY_MS);
  shareLog(app);
  void forgetOldPacks(app);
  watchUpdates(app.update);
  const root = document.getElementById("app");
  if (root)
    render(
      <AppContext.Provider value={app}>
        <Shell />
      </AppContext.Provider>,
      root,
    );
}

void start();
