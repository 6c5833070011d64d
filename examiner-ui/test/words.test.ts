import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { allRubrics } from "../browser/day.ts";
import { type Forms, LANGUAGES, type Words, wordOf } from "../src/words/words.ts";

function wordsOf(tag: string): Words {
  return JSON.parse(readFileSync(`src/words/${tag}.json`, "utf8")) as Words;
}

const all = new Map(LANGUAGES.map((tag) => [tag, wordsOf(tag)]));
const english = all.get("en") as Words;

function placeholders(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

function textsOf(entry: string | Forms): string[] {
  return typeof entry === "string" ? [entry] : Object.values(entry);
}

test("every language has every word, with the same values in it", () => {
  for (const [tag, words] of all) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort(), tag);
    for (const [key, entry] of Object.entries(words)) {
      const wanted = placeholders(textsOf(english[key] as string | Forms)[0] as string);
      for (const text of textsOf(entry))
        assert.deepEqual(placeholders(text), wanted, `${tag} ${key}`);
    }
  }
});

test("what counts has a form for each category of its language", () => {
  for (const [tag, words] of all) {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort();
    for (const [key, entry] of Object.entries(words)) {
      if (typeof english[key] === "string") continue;
      assert.deepEqual(Object.keys(entry as Forms).sort(), categories, `${tag} ${key}`);
    }
  }
});

test("Russian says 1, 2 and 5 differently", () => {
  const words = all.get("ru") as Words;
  const say = (n: number) => wordOf(words, "ru", "clock.wrong", { n });
  assert.match(say(21), /на 21 минуту\./);
  assert.match(say(3), /на 3 минуты\./);
  assert.match(say(11), /на 11 минут\./);
});

test("languages that nobody has reviewed say so", () => {
  assert.equal(all.get("ky")?.state, "draft");
  assert.equal(all.get("ru")?.state, "draft");
});

test("units, instruments and reasons of the rubrics have words", () => {
  const wanted = new Set<string>();
  for (const rubric of Object.values(allRubrics()))
    for (const { criteria } of rubric.sections)
      for (const { measure, not_applicable } of criteria) {
        for (const reason of not_applicable) wanted.add(`na.${reason}`);
        if (measure) wanted.add(`unit.${measure.unit}`);
        if (measure?.instrument) wanted.add(`instrument.${measure.instrument}`);
      }
  for (const key of wanted) assert.ok(key in english, key);
});

/** Keys that are put together from parts. */
const MADE = /^(unit|instrument|language|na|line|kind|duty|roster|sending|settings\.theme)\./;

test("no word is left that no screen says", () => {
  const source = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(`src/${name}`, "utf8"))
    .join("\n");
  for (const key of Object.keys(english)) {
    if (key === "state" || key === "name" || MADE.test(key)) continue;
    assert.ok(source.includes(`"${key}"`), key);
  }
});
