/** Runs the engine: one exchange after another, one at a time, woken by new events and by people. */

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { LiveClock } from "../base/clock.ts";
import type { Log } from "../log/log.ts";
import type { Store } from "../log/store.ts";
import { digest, type Engine, type Next, newEngine, nextBatch, type Trouble } from "./engine.ts";
import { sendEvents, sendPhoto } from "./protocol.ts";

export interface SenderState {
  readonly busy: boolean;
  readonly trouble: Trouble | undefined;
  readonly skewMs: number | undefined;
  readonly photosLeft: number;
}

export interface Credentials {
  readonly device: string;
  readonly csrf: string | undefined;
}

export interface Sender {
  readonly state: ReadonlySignal<SenderState>;
  /** Now, whatever pause was under way. */
  wake(): void;
}

export function startSender(
  log: Log,
  store: Store,
  clock: LiveClock,
  /** Undefined while nobody is signed in to the server. */
  credentials: () => Credentials | undefined,
): Sender {
  const engine: Engine = newEngine();
  const state = signal<SenderState>({
    busy: false,
    trouble: undefined,
    skewMs: undefined,
    photosLeft: 0,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let woken = false;

  async function publish(busy: boolean): Promise<void> {
    const photosLeft = (await store.unsentPhotos()).length;
    state.value = { busy, trouble: engine.trouble, skewMs: engine.skewMs, photosLeft };
  }

  async function photos(by: Credentials): Promise<Next> {
    for (const photo of await store.unsentPhotos()) {
      const became = await sendPhoto(photo.sha256, photo.bytes, by.csrf);
      if (became === "sent") await store.photoSent(photo.sha256);
      if (became === "later") return digest(engine, { is: "lost" }, [], [], 0, Math.random());
      if (became === "sign_in" || became === "revoked")
        return digest(engine, { is: became }, [], [], 0, 0);
    }
    return { do: "rest" };
  }

  async function exchange(): Promise<Next> {
    const by = credentials();
    if (!by) {
      const open = log.events.value.some((event) => !log.receipts.value.has(event.id));
      engine.trouble = open ? { is: "sign_in" } : undefined;
      return { do: "rest" };
    }
    const events = log.events.value.filter((event) => event.device === by.device);
    const batch = nextBatch(engine, events, log.receipts.value);
    if (!batch.length) return photos(by);
    const answer = await sendEvents(by.device, clock.at(), batch, by.csrf);
    if (answer.is === "receipts") await log.acknowledge(answer.receipts);
    return digest(engine, answer, batch, events, clock.wallMs(), Math.random());
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (running) {
      woken = true;
      return;
    }
    running = true;
    let next: Next = { do: "again" };
    await publish(true);
    while (next.do === "again" || woken) {
      woken = false;
      next = await exchange().catch((): Next => ({ do: "pause", ms: 5000 }));
    }
    running = false;
    await publish(false);
    if (next.do === "pause") timer = setTimeout(run, next.ms);
  }

  /* New events go out at once, unless a pause was asked for or somebody has to help first. */
  let seen = 0;
  effect(() => {
    const count = log.events.value.length;
    const fresh = count > seen;
    seen = count;
    if (fresh && !engine.trouble) queueMicrotask(run);
  });
  const wake = () => {
    if (engine.trouble?.is !== "revoked") engine.trouble = undefined;
    void run();
  };
  addEventListener("online", wake);
  return { state, wake };
}
