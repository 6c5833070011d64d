/** What every screen stands on: the log and what is derived from it, who is signed in, and where. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { LiveClock } from "./base/clock.ts";
import type { Body, LogEvent } from "./log/event.ts";
import { foldSheet, type Sheet } from "./log/fold.ts";
import type { Log } from "./log/log.ts";
import type { Photo, Store } from "./log/store.ts";
import type { Attempt, Pack } from "./pack/pack.ts";
import type { Place } from "./place.ts";
import type { Unlocked } from "./session/vault.ts";
import type { Sender } from "./sync/sender.ts";

export interface Session extends Unlocked {
  readonly number: string;
  /** Of the server's session; undefined while signed in on the tablet alone. */
  readonly csrf: string | undefined;
}

/** What the examiner found instead of the candidate; kept on the tablet, the registrar records it. */
export type Sighting = "other" | "absent";

export interface App {
  readonly store: Store;
  readonly log: Log;
  readonly clock: LiveClock;
  readonly sender: Sender;
  readonly device: Signal<string | undefined>;
  readonly session: Signal<Session | undefined>;
  readonly pack: Signal<Pack | undefined>;
  readonly place: Signal<Place>;
  /** Monotonic ms, moves on every second. */
  readonly now: Signal<number>;
  /** Half-typed readings, by "ATTEMPT CRITERION": no other save touches them. */
  readonly drafts: Signal<ReadonlyMap<string, readonly string[]>>;
  readonly sightings: Signal<ReadonlyMap<string, Sighting>>;
  /** Ids of events that the server keeps without effect. */
  readonly refused: ReadonlySignal<ReadonlySet<string>>;
  /** How many events have no receipt. */
  readonly unsent: ReadonlySignal<number>;
  /** A new version waits; calling it takes it. */
  readonly update: Signal<(() => void) | undefined>;
}

export function makeApp(
  parts: Pick<App, "store" | "log" | "clock" | "sender" | "session" | "device" | "place">,
): App {
  const { log, clock } = parts;
  return {
    ...parts,
    pack: signal(undefined),
    now: signal(clock.mono()),
    drafts: signal(new Map()),
    sightings: signal(new Map()),
    refused: computed(() => {
      const receipts = [...log.receipts.value.values()];
      return new Set(receipts.filter((r) => r.status === "rejected").map((r) => r.id));
    }),
    unsent: computed(
      () => log.events.value.filter((event) => !log.receipts.value.has(event.id)).length,
    ),
    update: signal(undefined),
  };
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("no app around this screen");
  return app;
}

export function sheetOf(app: App, attempt: string): Sheet {
  const who = app.session.value?.person ?? "";
  return foldSheet(app.log.events.value, attempt, who, app.refused.value);
}

export function attemptOf(app: App, name: string): Attempt | undefined {
  return app.pack.value?.attempts.find((attempt) => attempt.attempt === name);
}

/** Adds an event of who is signed in; resolves once it is on the disk. */
export function add(app: App, body: Body, photo?: Photo): Promise<LogEvent> {
  const { device, session } = app;
  if (!device.value || !session.value) return Promise.reject(new Error("nobody is signed in"));
  return app.log.add(device.value, session.value.person, body, photo);
}

export function draftKey(attempt: string, criterion: string): string {
  return `${attempt} ${criterion}`;
}

export function keepDraft(app: App, key: string, typed: readonly string[] | undefined): void {
  const all = new Map(app.drafts.value);
  if (typed) all.set(key, typed);
  else all.delete(key);
  app.drafts.value = all;
}
