/** Ready-made words to choose from, and one's own: together one text. */

import type { Texts } from "../pack/pack.ts";
import { inWords, t } from "../words/words.ts";
import type { Fault } from "./errors.tsx";
import { Area } from "./field.tsx";
import { Icon } from "./icon.tsx";

export interface Wording {
  readonly chosen: readonly string[];
  readonly own: string;
}

export const NO_WORDING: Wording = { chosen: [], own: "" };

/** Surrogates that stand alone cannot be sent. */
function wellFormed(text: string): string {
  return text.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "",
  );
}

export function wordingText({ chosen, own }: Wording): string {
  return wellFormed([...chosen, own.trim()].filter(Boolean).join(" "));
}

export interface ReadyMadeProps {
  readonly id: string;
  readonly label: string;
  readonly comments: readonly Texts[];
  readonly value: Wording;
  readonly faults: readonly Fault[];
  readonly onValue: (value: Wording) => void;
}

export function ReadyMade({ id, label, comments, value, faults, onValue }: ReadyMadeProps) {
  const toggle = (text: string) => {
    const chosen = value.chosen.includes(text)
      ? value.chosen.filter((each) => each !== text)
      : [...value.chosen, text];
    onValue({ ...value, chosen });
  };
  return (
    <>
      {comments.length > 0 && (
        <fieldset class="ready">
          <legend>{t("note.ready")}</legend>
          {comments.map(inWords).map((text) => (
            <button
              type="button"
              key={text}
              class="score"
              aria-pressed={value.chosen.includes(text)}
              onClick={() => toggle(text)}
            >
              <span class="box">{value.chosen.includes(text) && <Icon name="check" />}</span>
              <span>{text}</span>
            </button>
          ))}
        </fieldset>
      )}
      <Area
        id={id}
        label={label}
        value={value.own}
        faults={faults}
        onValue={(own) => onValue({ ...value, own })}
      />
    </>
  );
}
