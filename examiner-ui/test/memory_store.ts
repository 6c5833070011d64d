/** A store in memory: for tests of what stands on it. */

import type { LogEvent } from "../src/log/event.ts";
import type { Photo, Receipt, Store } from "../src/log/store.ts";

export function memoryStore(): Store {
  const events: LogEvent[] = [];
  const receipts = new Map<string, Receipt>();
  const photos = new Map<string, Photo>();
  const kept = new Map<string, unknown>();
  return {
    events: async () => [...events],
    async append(event, photo) {
      if (events.some(({ device, seq }) => device === event.device && seq === event.seq))
        throw new DOMException("the seq is taken", "ConstraintError");
      events.push(event);
      if (photo) photos.set(photo.sha256, photo);
    },
    receipts: async () => [...receipts.values()],
    async acknowledge(got) {
      for (const receipt of got) receipts.set(receipt.id, receipt);
    },
    photo: async (sha256) => photos.get(sha256),
    unsentPhotos: async () => [...photos.values()].filter((photo) => !photo.sent),
    async photoSent(sha256) {
      const photo = photos.get(sha256);
      if (photo) photos.set(sha256, { ...photo, sent: true });
    },
    get: async <T>(key: string) => kept.get(key) as T | undefined,
    async put(key, value) {
      kept.set(key, value);
    },
    async remove(key) {
      kept.delete(key);
    },
    keys: async () => [...kept.keys()],
  };
}
