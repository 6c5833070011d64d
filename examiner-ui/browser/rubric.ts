/** A rubric file as the server puts it into a pack (docs/tablet-protocol.md): no weights, no points. */

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Criterion, Level, Limit, Measure, Rubric, Texts } from "../src/pack/pack.ts";

interface FileLevel {
  id: string;
  points: number;
  title: Texts;
}

interface FileBand {
  points?: number;
  otherwise?: number;
  [operator: string]: unknown;
}

interface FileCriterion {
  id: string;
  kind: Criterion["kind"];
  pass?: number;
  title: Texts;
  guide?: Texts;
  comments?: Texts[];
  critical?: boolean;
  stops_attempt?: boolean;
  extra_time?: boolean;
  not_applicable?: string[];
  levels?: FileLevel[];
  scale?: string;
  measure?: Measure;
  bands?: FileBand[];
  profiles?: { [profile: string]: { bands: FileBand[] } };
}

interface FileRubric {
  id: string;
  version: string;
  title: Texts;
  time: Rubric["time"];
  scales?: { [id: string]: FileLevel[] };
  sections: { id: string; title: Texts; criteria: FileCriterion[] }[];
  "x-task"?: Texts;
}

/** The last band that still gives enough: bands are ordered, best first. */
function limitOf(bands: readonly FileBand[], pass: number): Limit | null {
  let limit: Limit | null = null;
  for (const { points, otherwise, ...bound } of bands) {
    if (otherwise !== undefined) return otherwise >= pass ? null : limit;
    if ((points ?? 0) >= pass) limit = bound as Limit;
  }
  return limit;
}

function limitsOf(criterion: FileCriterion): { [profile: string]: Limit | null } {
  const pass = criterion.pass ?? 100;
  const limits: { [profile: string]: Limit | null } = {
    base: limitOf(criterion.bands ?? [], pass),
  };
  for (const [profile, { bands }] of Object.entries(criterion.profiles ?? {}))
    limits[profile] = limitOf(bands, pass);
  return limits;
}

function levelsOf(criterion: FileCriterion, scales: FileRubric["scales"]): readonly Level[] {
  const levels = criterion.levels ?? scales?.[criterion.scale ?? ""] ?? [];
  const pass = criterion.pass ?? 100;
  return levels.map(({ id, title, points }) => ({ id, title, meets: points >= pass }));
}

function criterionOf(criterion: FileCriterion, scales: FileRubric["scales"]): Criterion {
  const base = {
    id: criterion.id,
    kind: criterion.kind,
    title: criterion.title,
    guide: criterion.guide ?? null,
    comments: criterion.comments ?? [],
    critical: criterion.critical ?? false,
    stops_attempt: criterion.stops_attempt ?? false,
    extra_time: criterion.extra_time ?? false,
    not_applicable: criterion.not_applicable ?? [],
  };
  if (criterion.kind === "levels") return { ...base, levels: levelsOf(criterion, scales) };
  if (!criterion.measure) return base;
  return { ...base, measure: criterion.measure, limits: limitsOf(criterion) };
}

export function readRubric(path: string): Rubric {
  const file = parse(readFileSync(path, "utf8")) as FileRubric;
  return {
    id: file.id,
    version: file.version,
    title: file.title,
    task: file["x-task"] ?? null,
    time: file.time,
    sections: file.sections.map(({ id, title, criteria }) => ({
      id,
      title,
      criteria: criteria.map((criterion) => criterionOf(criterion, file.scales)),
    })),
  };
}
