/**
 * Canonical JSON (RFC 8785) of what an event holds: text, whole numbers, booleans, null, lists and
 * objects. JSON.stringify writes each of these as the RFC wants; what is left is the order of keys,
 * by UTF-16 code units, which is how sort() compares.
 */

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = value as { readonly [key: string]: Json };
  const written = Object.keys(members)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(members[key] as Json)}`);
  return `{${written.join(",")}}`;
}
