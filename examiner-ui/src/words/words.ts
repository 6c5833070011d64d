/**
 * The words of the screens, in the languages of the staff. Each language is a data file with the same
 * keys; what depends on a number has a form for each category that the language has (CLDR).
 */

import { signal } from "@preact/signals";
import type { Texts } from "../pack/pack.ts";
import type en from "./en.json";

export type Key = Exclude<keyof typeof en, "state" | "name">;
export const LANGUAGES = ["ky", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Forms = { readonly [category: string]: string };
export type Words = { readonly [key: string]: string | Forms };

const files: { readonly [language in Language]: () => Promise<{ default: unknown }> } = {
  ky: () => import("./ky.json"),
  ru: () => import("./ru.json"),
  en: () => import("./en.json"),
};

export const language = signal<Language>("ru");
const words = signal<Words>({});

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

export async function speak(tag: Language): Promise<void> {
  words.value = (await files[tag]()).default as Words;
  language.value = tag;
}

export type Values = { readonly [name: string]: string | number };

/** Number words need `n` among the values. */
export function wordOf(all: Words, tag: string, key: string, values: Values = {}): string {
  const entry = all[key];
  if (entry === undefined) return key;
  const category = new Intl.PluralRules(tag).select(Number(values.n ?? 0));
  const text = typeof entry === "string" ? entry : (entry[category] ?? entry.other ?? key);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export function t(key: Key, values?: Values): string {
  return wordOf(words.value, language.value, key, values);
}

/** A word that a rubric or the server names: as it stands when no language knows it. */
export function named(prefix: string, name: string): string {
  const key = `${prefix}.${name}`;
  return key in words.value ? t(key as Key) : name.replaceAll("_", " ");
}

export function isDraft(): boolean {
  return words.value.state === "draft";
}

/** A text of the rubric in the language of the screen, or in one that it has. */
export function inWords(texts: Texts | null): string {
  if (!texts) return "";
  return texts[language.value] ?? texts.en ?? Object.values(texts)[0] ?? "";
}

/** "08:10", by the clock on the wall. */
export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit" }).format(
    new Date(instant),
  );
}

/** As people here write decimals. */
export function decimalText(decimal: string): string {
  return language.value === "en" ? decimal : decimal.replace(".", ",");
}
