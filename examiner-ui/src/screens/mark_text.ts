/** A mark in words, as it was made. */

import type { Mark } from "../log/event.ts";
import type { Criterion } from "../pack/pack.ts";
import { decimalText, inWords, named, t } from "../words/words.ts";

export function markText(criterion: Criterion, mark: Mark): string {
  if ("check" in mark) return t(mark.check ? "mark.yes" : "mark.no");
  if ("na" in mark) return `${t("mark.na")}: ${named("na", mark.na)}`;
  if ("level" in mark) {
    const level = criterion.levels?.find((each) => each.id === mark.level);
    return level ? inWords(level.title) : mark.level;
  }
  const unit = named("unit", criterion.measure?.unit ?? "");
  const readings = mark.readings.map((reading) =>
    typeof reading === "string" ? decimalText(reading) : reading.map(decimalText).join(" / "),
  );
  return `${readings.join("; ")} ${unit}`.trim();
}
