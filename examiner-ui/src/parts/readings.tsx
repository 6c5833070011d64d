/**
 * The readings of a line. They are saved together, once all are there and right: when the last field
 * is left. Until then what is typed stays on the screen, and no tick says otherwise.
 */

import { useRef } from "preact/hooks";
import type { Mark, Reading } from "../log/event.ts";
import type { Measure } from "../pack/pack.ts";
import { rangeOf, readReading } from "../pack/reading.ts";
import { decimalText, named, t } from "../words/words.ts";
import { keypad } from "./keypad.tsx";

export function isPair(measure: Measure): boolean {
  return measure.derive?.share_percent !== undefined;
}

/** How many fields a line has: two for each share. */
export function fieldCount(measure: Measure): number {
  return measure.samples * (isPair(measure) ? 2 : 1);
}

/** A mark's readings as they stand in the fields. */
export function typedOf(mark: Mark | undefined, measure: Measure): readonly string[] {
  if (!mark || !("readings" in mark)) return Array<string>(fieldCount(measure)).fill("");
  return mark.readings.flat().map(decimalText);
}

function isZeroWhole(value: string, at: number, measure: Measure): boolean {
  return isPair(measure) && at % 2 === 1 && !/[1-9]/.test(value);
}

/** Why a field is wrong; undefined when it is right or empty. */
export function faultOf(typed: string, at: number, measure: Measure): string | undefined {
  const read = readReading(typed, measure);
  if ("value" in read) return isZeroWhole(read.value, at, measure) ? t("measure.zero") : undefined;
  if (read.fault === "empty") return undefined;
  if (read.fault === "number") return t("measure.number");
  if (read.fault === "range") return t("measure.range", { low: read.low, high: read.high });
  return measure.decimals
    ? t("measure.decimals", { n: measure.decimals })
    : t("measure.whole.number");
}

/** All of them as a mark holds them; undefined while one is missing or wrong. */
export function readingsOf(
  typed: readonly string[],
  measure: Measure,
): readonly Reading[] | undefined {
  const values: string[] = [];
  for (const [at, text] of typed.entries()) {
    const read = readReading(text, measure);
    if (!("value" in read) || isZeroWhole(read.value, at, measure)) return undefined;
    values.push(read.value);
  }
  if (values.length !== fieldCount(measure)) return undefined;
  if (!isPair(measure)) return values;
  return Array.from(
    { length: measure.samples },
    (_, i) => [values[2 * i], values[2 * i + 1]] as [string, string],
  );
}

function labelOf(at: number, measure: Measure, drawn: readonly number[]): string {
  const sample = isPair(measure) ? at >> 1 : at;
  const name = isPair(measure) && t(at % 2 ? "measure.whole" : "measure.part");
  if (measure.samples === 1) return name || t("measure.reading");
  const number = t("measure.sample", { n: drawn[sample] ?? sample + 1 });
  return name ? `${number}, ${name}` : number;
}

export interface ReadingsProps {
  readonly id: string;
  readonly measure: Measure;
  readonly typed: readonly string[];
  readonly drawn: readonly number[];
  readonly disabled: boolean;
  readonly onTyped: (typed: readonly string[]) => void;
  /** A field was left: what is typed is to be saved if it can be. */
  readonly onLeave: () => void;
}

interface FieldProps extends ReadingsProps {
  readonly at: number;
}

function ReadingField({ id, measure, typed, drawn, disabled, onTyped, onLeave, at }: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const name = `${id}-${at}`;
  const text = typed[at] ?? "";
  const fault = faultOf(text, at, measure);
  const nextOf = () =>
    (document.getElementById(`${id}-${at + 1}`) as HTMLInputElement | null) ?? undefined;
  return (
    <div class="reading">
      <label for={name}>{labelOf(at, measure, drawn)}</label>
      <span class={`reading-box ${fault ? "wrong" : ""}`}>
        <input
          ref={field}
          id={name}
          type="text"
          inputMode="none"
          enterkeyhint={nextOf() ? "next" : "done"}
          autocomplete="off"
          value={text}
          disabled={disabled}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onInput={(input) => {
            const all = Array.from({ length: fieldCount(measure) }, (_, i) => typed[i] ?? "");
            all[at] = input.currentTarget.value;
            onTyped(all);
          }}
          onFocus={(focus) => {
            focus.currentTarget.select();
            keypad.value = {
              field: focus.currentTarget,
              decimals: measure.decimals,
              negative: rangeOf(measure.unit)[0] < 0,
              next: nextOf(),
            };
          }}
          onBlur={(blur) => {
            if (keypad.value?.field === blur.currentTarget) keypad.value = undefined;
            onLeave();
          }}
          onKeyDown={(key) => {
            if (key.key !== "Enter") return;
            key.preventDefault();
            const next = nextOf();
            if (next) next.focus();
            else field.current?.blur();
          }}
        />
        <span class="unit">{named("unit", measure.unit)}</span>
      </span>
    </div>
  );
}

export function Readings(props: ReadingsProps) {
  const { id, measure, typed } = props;
  const count = fieldCount(measure);
  const faults = new Set(typed.map((text, at) => faultOf(text, at, measure)).filter(Boolean));
  return (
    <>
      <div class={`readings ${count > 4 ? "many" : ""}`}>
        {Array.from({ length: count }, (_, at) => (
          <ReadingField key={at} {...props} at={at} />
        ))}
      </div>
      {faults.size > 0 && (
        <p class="field-error" id={`${id}-fault`}>
          {t("measure.notsaved")} {[...faults].join(" ")}
        </p>
      )}
    </>
  );
}
