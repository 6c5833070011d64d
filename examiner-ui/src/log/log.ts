/**
 * The live log: what the store holds, in memory, and the one way to add to it. Adding resolves after
 * the event is on the disk; only then does anybody see it, so a tick is never ahead of the disk.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../base/clock.ts";
import { type Body, CHAIN_START, type LogEvent, makeEvent } from "./event.ts";
import type { Photo, Receipt, Store } from "./store.ts";

export interface Log {
  readonly events: ReadonlySignal<readonly LogEvent[]>;
  readonly receipts: ReadonlySignal<ReadonlyMap<string, Receipt>>;
  add(device: string, who: string, body: Body, photo?: Photo): Promise<LogEvent>;
  acknowledge(receipts: readonly Receipt[]): Promise<void>;
  /** Another tab has written: reads what is new. */
  refresh(): Promise<void>;
}

const TRIES = 8;

function isTaken(error: unknown): boolean {
  return error instanceof DOMException && error.name === "ConstraintError";
}

export async function openLog(store: Store, clock: Clock): Promise<Log> {
  const events = signal<readonly LogEvent[]>(await store.events());
  const receipts = signal<ReadonlyMap<string, Receipt>>(
    new Map((await store.receipts()).map((receipt) => [receipt.id, receipt])),
  );
  let queue: Promise<unknown> = Promise.resolve();

  async function refresh(): Promise<void> {
    events.value = await store.events();
    receipts.value = new Map((await store.receipts()).map((receipt) => [receipt.id, receipt]));
  }

  async function write(device: string, who: string, body: Body, photo?: Photo): Promise<LogEvent> {
    for (let left = TRIES; ; left--) {
      const last = events.value.findLast((each) => each.device === device);
      const event = await makeEvent(device, last ?? CHAIN_START, who, body, clock);
      try {
        await store.append(event, photo);
      } catch (error) {
        if (!left || !isTaken(error)) throw error;
        await refresh();
        continue;
      }
      events.value = [...events.value, event];
      return event;
    }
  }

  return {
    events,
    receipts,
    refresh,
    add(device, who, body, photo) {
      const added = queue.then(() => write(device, who, body, photo));
      queue = added.catch(() => undefined);
      return added;
    },
    async acknowledge(got) {
      await store.acknowledge(got);
      const all = new Map(receipts.value);
      for (const receipt of got) all.set(receipt.id, receipt);
      receipts.value = all;
    },
  };
}
