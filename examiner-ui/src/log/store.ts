/**
 * The tablet's durable store. Events are only ever added; what became of them stands beside them.
 * A write counts when its transaction has completed with strict durability: the browser has then
 * flushed it to the disk.
 */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { LogEvent } from "./event.ts";

export interface Receipt {
  readonly id: string;
  readonly status: "stored" | "duplicate" | "rejected";
  /** Of a rejected event: why, and what would be legal. */
  readonly code?: string | undefined;
  readonly hint?: string | undefined;
}

export interface Photo {
  readonly sha256: string;
  readonly bytes: ArrayBuffer;
  readonly sent: boolean;
}

interface Schema extends DBSchema {
  events: { key: [string, number]; value: LogEvent };
  receipts: { key: string; value: Receipt };
  photos: { key: string; value: Photo };
  kept: { key: string; value: unknown };
}

export interface Store {
  /** By device and seq: a tablet that was enrolled anew keeps what it wrote under its old name. */
  events(): Promise<LogEvent[]>;
  /** Rejects with ConstraintError when another tab has used the seq, QuotaExceededError when full. */
  append(event: LogEvent, photo?: Photo): Promise<void>;
  receipts(): Promise<Receipt[]>;
  acknowledge(receipts: readonly Receipt[]): Promise<void>;
  photo(sha256: string): Promise<Photo | undefined>;
  unsentPhotos(): Promise<Photo[]>;
  photoSent(sha256: string): Promise<void>;
  /** Everything that is not the log: who this tablet is, sealed packs, drafts. */
  get<T>(key: string): Promise<T | undefined>;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

const STRICT = { durability: "strict" } as const;

function upgrade(db: IDBPDatabase<Schema>): void {
  db.createObjectStore("events", { keyPath: ["device", "seq"] });
  db.createObjectStore("receipts", { keyPath: "id" });
  db.createObjectStore("photos", { keyPath: "sha256" });
  db.createObjectStore("kept");
}

/** Waits for a transaction; of its requests' failures the first is the cause. */
async function settled(done: Promise<void>, requests: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled([...requests, done]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

export async function openStore(name = "usta"): Promise<Store> {
  const db = await openDB<Schema>(name, 1, { upgrade });
  return {
    events: () => db.getAll("events"),
    async append(event, photo) {
      const tx = db.transaction(["events", "photos"], "readwrite", STRICT);
      const requests: Promise<unknown>[] = [tx.objectStore("events").add(event)];
      if (photo) requests.push(tx.objectStore("photos").put(photo));
      await settled(tx.done, requests);
    },
    receipts: () => db.getAll("receipts"),
    async acknowledge(receipts) {
      const tx = db.transaction("receipts", "readwrite", STRICT);
      await settled(
        tx.done,
        receipts.map((receipt) => tx.store.put(receipt)),
      );
    },
    photo: (sha256) => db.get("photos", sha256),
    unsentPhotos: async () => (await db.getAll("photos")).filter((photo) => !photo.sent),
    async photoSent(sha256) {
      const photo = await db.get("photos", sha256);
      if (photo) await db.put("photos", { ...photo, sent: true });
    },
    get: async <T>(key: string) => (await db.get("kept", key)) as T | undefined,
    async put(key, value) {
      const tx = db.transaction("kept", "readwrite", STRICT);
      await settled(tx.done, [tx.store.put(value, key)]);
    },
    remove: (key) => db.delete("kept", key),
    keys: () => db.getAllKeys("kept"),
  };
}
