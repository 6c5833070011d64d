/**
 * What a tablet keeps about people lies encrypted, each examiner's part under a key of its own, which
 * their PIN wraps. A PIN is short: it slows a thief down, no more, so what lies here is little and
 * goes after a week (decision 0031).
 */

import { utf8 } from "../base/bytes.ts";

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** What is kept of an examiner who has signed in here before. */
export interface Entry {
  readonly number: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  /** {person, name, key}: opens with the right PIN alone. */
  readonly wrapped: Sealed;
}

export interface Identity {
  readonly person: string;
  readonly name: string;
}

export interface Unlocked extends Identity {
  readonly key: CryptoKey;
}

export const ROUNDS = 600000;

async function wrapKey(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number) {
  const secret = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

export async function sealValue(key: CryptoKey, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = utf8(JSON.stringify(value));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
}

/** Rejects when the key is another one, or a bit has changed. */
export async function openValue<T>(key: CryptoKey, sealed: Sealed): Promise<T> {
  const { iv, bytes } = sealed;
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes);
  return JSON.parse(new TextDecoder().decode(text)) as T;
}

function importDataKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function makeEntry(
  number: string,
  pin: string,
  identity: Identity,
  rounds = ROUNDS,
): Promise<{ entry: Entry; unlocked: Unlocked }> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const wrapped = await sealValue(await wrapKey(pin, salt, rounds), {
    ...identity,
    key: Array.from(raw),
  });
  const key = await importDataKey(raw);
  return { entry: { number, salt, rounds, wrapped }, unlocked: { ...identity, key } };
}

/** Undefined for a wrong PIN. */
export async function unlock(entry: Entry, pin: string): Promise<Unlocked | undefined> {
  try {
    const wrapping = await wrapKey(pin, entry.salt, entry.rounds);
    const { person, name, key } = await openValue<Identity & { key: number[] }>(
      wrapping,
      entry.wrapped,
    );
    return { person, name, key: await importDataKey(Uint8Array.from(key)) };
  } catch {
    return undefined;
  }
}

/** How long to wait before the next try, after so many wrong ones in a row. Nobody is locked out. */
export function pauseAfter(wrong: number): number {
  return wrong < 3 ? 0 : Math.min(2 ** (wrong - 3) * 1000, 300000);
}
