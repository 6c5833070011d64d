/** Enrolling the tablet, signing in with and without a network, and the day pack. */

import type { App, Sighting } from "../app.ts";
import { dayOf } from "../base/clock.ts";
import type { Pack } from "../pack/pack.ts";
import { post, problemOf, retryAfter } from "../sync/protocol.ts";
import {
  type Entry,
  type Identity,
  makeEntry,
  openValue,
  pauseAfter,
  type Sealed,
  sealValue,
  type Unlocked,
  unlock,
} from "./vault.ts";

export type Outcome =
  | { readonly is: "done" }
  | { readonly is: "wrong" | "offline" | "first" | "revoked" | "enrol" | "fault" }
  | { readonly is: "wait"; readonly seconds: number };

const DAY_MS = 24 * 3600 * 1000;
const KEEP_DAYS = 7;

const entryKey = (number: string) => `examiner:${number}`;
const packKey = (person: string) => `pack:${person}`;
const sightingsKey = (person: string) => `sightings:${person}`;

interface KeptPack {
  readonly day: string;
  readonly tag: string | undefined;
  readonly sealed: Sealed;
}

function waitOf(response: Response): Outcome {
  const ms = retryAfter(response.headers.get("Retry-After"), Date.now());
  return { is: "wait", seconds: Math.ceil(ms / 1000) };
}

function outcomeOf(response: Response): Outcome {
  if (response.status === 429 || response.status === 503) return waitOf(response);
  return { is: response.status >= 500 ? "fault" : "wrong" };
}

export async function enrol(app: App, code: string): Promise<Outcome> {
  let response: Response;
  try {
    response = await post("/api/v1/tablets/enrol", { code });
  } catch {
    return { is: "offline" };
  }
  if (!response.ok) return outcomeOf(response);
  const { device } = (await response.json()) as { device: string };
  await app.store.put("device", device);
  await navigator.storage?.persist?.();
  app.device.value = device;
  return { is: "done" };
}

/** What a server says: who it is, or why not; undefined when it cannot be reached. */
async function askServer(
  number: string,
  pin: string,
): Promise<{ identity: Identity; csrf: string } | Outcome | undefined> {
  let response: Response;
  try {
    response = await post("/api/v1/session", { number, pin });
  } catch {
    return undefined;
  }
  if (response.ok) {
    const { person, name, csrf } = (await response.json()) as Identity & { csrf: string };
    return { identity: { person, name }, csrf };
  }
  if (response.status >= 500) return undefined;
  const { code } = await problemOf(response);
  if (code === "enrol") return { is: "enrol" };
  if (response.status === 403 || code === "revoked") return { is: "revoked" };
  return outcomeOf(response);
}

/** Wrong tries on this tablet, so that guessing takes ever longer, over reloads too. */
interface Tries {
  readonly wrong: number;
  readonly until: number;
}

async function pauseLeft(app: App, number: string): Promise<number> {
  const tries = await app.store.get<Tries>(`tries:${number}`);
  const left = (tries?.until ?? 0) - app.clock.mono();
  return Math.min(Math.max(left, 0), pauseAfter(tries?.wrong ?? 0));
}

async function countWrong(app: App, number: string): Promise<void> {
  const wrong = ((await app.store.get<Tries>(`tries:${number}`))?.wrong ?? 0) + 1;
  const until = app.clock.mono() + pauseAfter(wrong);
  await app.store.put(`tries:${number}`, { wrong, until });
}

async function tryPin(app: App, number: string, pin: string): Promise<Unlocked | undefined> {
  const entry = await app.store.get<Entry>(entryKey(number));
  return entry && unlock(entry, pin);
}

async function signInHere(app: App, number: string, pin: string): Promise<Outcome> {
  if (!(await app.store.get<Entry>(entryKey(number)))) return { is: "first" };
  const left = await pauseLeft(app, number);
  if (left > 0) return { is: "wait", seconds: Math.ceil(left / 1000) };
  const unlocked = await tryPin(app, number, pin);
  if (!unlocked) {
    await countWrong(app, number);
    return { is: "wrong" };
  }
  await app.store.remove(`tries:${number}`);
  await begin(app, number, unlocked, undefined);
  return { is: "done" };
}

async function begin(
  app: App,
  number: string,
  unlocked: Unlocked,
  csrf: string | undefined,
): Promise<void> {
  const sightings = await app.store.get<[string, Sighting][]>(sightingsKey(unlocked.person));
  app.sightings.value = new Map(sightings ?? []);
  const kept = await app.store.get<KeptPack>(packKey(unlocked.person));
  app.pack.value = kept
    ? await openValue<Pack>(unlocked.key, kept.sealed).catch(() => undefined)
    : undefined;
  app.session.value = { ...unlocked, number, csrf };
  if (csrf === undefined) return;
  await fetchPack(app);
  app.sender.wake();
}

/** With a network the server decides; without one, whoever signed in here before can go on. */
export async function signIn(app: App, number: string, pin: string): Promise<Outcome> {
  const said = await askServer(number, pin);
  if (!said) return signInHere(app, number, pin);
  if ("is" in said) return said;
  const known = await tryPin(app, number, pin);
  if (known?.person === said.identity.person) {
    await begin(app, number, known, said.csrf);
    return { is: "done" };
  }
  const { entry, unlocked } = await makeEntry(number, pin, said.identity);
  await app.store.put(entryKey(number), entry);
  await begin(app, number, unlocked, said.csrf);
  return { is: "done" };
}

/** For sealing: the PIN of who is signed in, asked of the tablet alone. */
export async function isOwnPin(app: App, pin: string): Promise<Outcome> {
  const { number, person } = app.session.value ?? {};
  if (!number) return { is: "wrong" };
  const left = await pauseLeft(app, number);
  if (left > 0) return { is: "wait", seconds: Math.ceil(left / 1000) };
  if ((await tryPin(app, number, pin))?.person === person) {
    await app.store.remove(`tries:${number}`);
    return { is: "done" };
  }
  await countWrong(app, number);
  return { is: "wrong" };
}

export function signOut(app: App): void {
  const csrf = app.session.value?.csrf;
  app.session.value = undefined;
  app.pack.value = undefined;
  app.drafts.value = new Map();
  if (csrf) post("/api/v1/session/end", {}, csrf).catch(() => undefined);
}

/** Fetches the pack of today when there is a newer one; a tablet without a network keeps what it has. */
export async function fetchPack(app: App): Promise<boolean> {
  const session = app.session.value;
  if (!session) return false;
  const day = dayOf(app.clock.wallMs());
  const kept = await app.store.get<KeptPack>(packKey(session.person));
  const headers: Record<string, string> =
    app.pack.value && kept?.tag && kept.day === day ? { "If-None-Match": kept.tag } : {};
  try {
    const options: RequestInit = { headers, cache: "no-store", credentials: "same-origin" };
    const response = await fetch(`/api/v1/packs/${day}`, options);
    if (response.status === 304) return true;
    if (!response.ok) return false;
    const pack = (await response.json()) as Pack;
    if (pack.usta_pack !== 1) return false;
    const tag = response.headers.get("ETag") ?? undefined;
    const sealed = await sealValue(session.key, pack);
    await app.store.put(packKey(session.person), { day, tag, sealed } satisfies KeptPack);
    if (app.session.value?.person === session.person) app.pack.value = pack;
    return true;
  } catch {
    return false;
  }
}

export async function keepSighting(
  app: App,
  attempt: string,
  sighting: Sighting | undefined,
): Promise<void> {
  const all = new Map(app.sightings.value);
  if (sighting) all.set(attempt, sighting);
  else all.delete(attempt);
  app.sightings.value = all;
  const person = app.session.value?.person;
  if (person) await app.store.put(sightingsKey(person), [...all]);
}

/** Removes packs a week after their day, but nothing while an event has no receipt. */
export async function forgetOldPacks(app: App): Promise<void> {
  if (app.unsent.value || (await app.store.unsentPhotos()).length) return;
  for (const key of await app.store.keys()) {
    if (!key.startsWith("pack:")) continue;
    const kept = await app.store.get<KeptPack>(key);
    if (kept && app.clock.wallMs() - Date.parse(kept.day) > (KEEP_DAYS + 1) * DAY_MS)
      await app.store.remove(key);
  }
}
