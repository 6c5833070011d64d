/** A candidate's photo, or the letters of the name. */

import type { Candidate } from "../pack/pack.ts";
import { t } from "../words/words.ts";

function letters(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("");
}

export function Portrait({
  candidate,
  large,
}: {
  candidate: Candidate | undefined;
  large?: boolean;
}) {
  const size = large ? "portrait large" : "portrait";
  if (candidate?.photo) return <img class={size} src={candidate.photo} alt="" />;
  return (
    <span class={size} aria-hidden={large ? undefined : true}>
      <span>{letters(candidate?.name_cyrillic ?? "?")}</span>
      {large && <small>{t("identity.nophoto")}</small>}
    </span>
  );
}
