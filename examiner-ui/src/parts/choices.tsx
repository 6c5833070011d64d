/** The large buttons with which a line is marked: yes and no, and levels in words. */

import type { Level } from "../pack/pack.ts";
import { inWords, named, t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

export interface CheckProps {
  readonly labelledBy: string;
  readonly value: boolean | undefined;
  readonly bad: boolean;
  readonly disabled: boolean;
  readonly onValue: (value: boolean) => void;
}

export function CheckChoice({ labelledBy, value, bad, disabled, onValue }: CheckProps) {
  return (
    <div class="yesno" role="group" aria-labelledby={labelledBy}>
      {[true, false].map((each) => (
        <button
          type="button"
          key={String(each)}
          class={`score ${bad && !each ? "bad" : ""}`}
          aria-pressed={value === each}
          disabled={disabled}
          onClick={() => onValue(each)}
        >
          {value === each && <Icon name="check" />}
          {t(each ? "mark.yes" : "mark.no")}
        </button>
      ))}
    </div>
  );
}

/** How high a level stands, for the eye: so many of so many. */
function Rungs({ at, of }: { at: number; of: number }) {
  return (
    <span class="rungs" aria-hidden="true">
      {Array.from({ length: of }, (_, i) => (
        <i key={i} class={i <= at ? "on" : ""} />
      ))}
    </span>
  );
}

export interface LevelsProps {
  readonly labelledBy: string;
  readonly levels: readonly Level[];
  readonly value: string | undefined;
  readonly bad: boolean;
  readonly disabled: boolean;
  readonly onValue: (level: string) => void;
}

export function LevelChoice(props: LevelsProps) {
  const { labelledBy, levels, value, bad, disabled, onValue } = props;
  return (
    <div class={`levels of${levels.length}`} role="group" aria-labelledby={labelledBy}>
      {levels.map((level, i) => (
        <button
          type="button"
          key={level.id}
          class={`score level ${bad && !level.meets ? "bad" : ""}`}
          aria-pressed={value === level.id}
          disabled={disabled}
          onClick={() => onValue(level.id)}
        >
          <span class="level-top">
            <Rungs at={i} of={levels.length} />
            {value === level.id && <Icon name="check" />}
          </span>
          <span>{inWords(level.title)}</span>
        </button>
      ))}
    </div>
  );
}

export interface ReasonProps {
  readonly id: string;
  readonly reasons: readonly string[];
  readonly value: string | undefined;
  readonly disabled: boolean;
  readonly onValue: (reason: string) => void;
}

/** Not applicable: only for the reasons that the rubric lists. */
export function Reasons({ id, reasons, value, disabled, onValue }: ReasonProps) {
  return (
    <div class="na" id={id} role="group" aria-label={t("mark.na.why")}>
      <span aria-hidden="true">{t("mark.na.why")}</span>
      {reasons.map((reason) => (
        <button
          type="button"
          key={reason}
          class="score"
          aria-pressed={value === reason}
          disabled={disabled}
          onClick={() => onValue(reason)}
        >
          {value === reason && <Icon name="check" />}
          {named("na", reason)}
        </button>
      ))}
    </div>
  );
}
