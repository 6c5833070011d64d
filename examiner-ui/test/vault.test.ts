import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEntry, openValue, pauseAfter, sealValue, unlock } from "../src/session/vault.ts";

const identity = { person: "gulnara", name: "Гүлнара Исаева" };

test("only the PIN opens an entry, and its key opens what it sealed", async () => {
  const { entry, unlocked } = await makeEntry("12", "4711", identity, 1000);
  const sealed = await sealValue(unlocked.key, { name: "Айбек" });
  assert.equal(await unlock(entry, "4712"), undefined);
  const again = await unlock(entry, "4711");
  assert.equal(again?.person, "gulnara");
  assert.deepEqual(again && (await openValue(again.key, sealed)), { name: "Айбек" });
});

test("what lies on the tablet shows no name, and a changed bit is seen", async () => {
  const { entry, unlocked } = await makeEntry("12", "4711", identity, 1000);
  const sealed = await sealValue(unlocked.key, { name: "AIBEK" });
  const lying = Buffer.concat([
    Buffer.from(entry.wrapped.bytes),
    Buffer.from(sealed.bytes),
  ]).toString("latin1");
  assert.ok(!/AIBEK|gulnara|4711/.test(lying));
  const bytes = new Uint8Array(sealed.bytes.slice(0));
  bytes[3] = (bytes[3] ?? 0) ^ 1;
  await assert.rejects(openValue(unlocked.key, { ...sealed, bytes: bytes.buffer }));
});

test("guessing takes ever longer, and nobody is locked out", () => {
  assert.deepEqual([0, 2, 3, 4, 6, 40].map(pauseAfter), [0, 0, 1000, 2000, 8000, 300000]);
});
