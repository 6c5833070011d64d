/**
 * The keypad for readings: large keys for wet hands, instead of the tablet's own keyboard. It types
 * into whatever reading has the focus, and a real keyboard types there as well.
 */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../app.ts";
import { language, t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

export interface KeypadTarget {
  readonly field: HTMLInputElement;
  readonly decimals: number;
  readonly negative: boolean;
  /** The next reading of the same line. */
  readonly next: HTMLInputElement | undefined;
}

/** The reading that is being typed; undefined while there is none. */
export const keypad = signal<KeypadTarget | undefined>(undefined);

function say(field: HTMLInputElement): void {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function type(field: HTMLInputElement, key: string): void {
  const from = field.selectionStart ?? field.value.length;
  const to = field.selectionEnd ?? from;
  field.setRangeText(key, from, to, "end");
  say(field);
}

function erase(field: HTMLInputElement): void {
  const to = field.selectionEnd ?? field.value.length;
  const from = field.selectionStart ?? to;
  field.setRangeText("", from === to ? Math.max(from - 1, 0) : from, to, "end");
  say(field);
}

function minus(field: HTMLInputElement): void {
  const negative = /^[-−]/.test(field.value);
  field.setRangeText(negative ? "" : "−", 0, negative ? 1 : 0, "end");
  field.setSelectionRange(field.value.length, field.value.length);
  say(field);
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

function Keys({ target }: { target: KeypadTarget }) {
  const { field, decimals, negative, next } = target;
  return (
    <>
      {DIGITS.map((digit) => (
        <button
          type="button"
          class={`key k${digit}`}
          key={digit}
          onClick={() => type(field, digit)}
        >
          {digit}
        </button>
      ))}
      <button
        type="button"
        class="key point"
        aria-label={t("keypad.point")}
        disabled={!decimals}
        onClick={() => type(field, language.value === "en" ? "." : ",")}
      >
        {language.value === "en" ? "." : ","}
      </button>
      {negative && (
        <button
          type="button"
          class="key minus"
          aria-label={t("keypad.minus")}
          onClick={() => minus(field)}
        >
          ±
        </button>
      )}
      <button
        type="button"
        class="key erase"
        aria-label={t("keypad.erase")}
        onClick={() => erase(field)}
      >
        <Icon name="erase" />
      </button>
      <button
        type="button"
        class="key go"
        onClick={() => {
          if (next) next.focus();
          else field.blur();
        }}
      >
        {next ? t("keypad.next") : t("keypad.done")}
      </button>
    </>
  );
}

/** Keys take no focus: it stays with the reading, whose whole card stays in sight. */
export function Keypad() {
  const target = keypad.value;
  const drafts = useApp().drafts.value;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!target || !box.current) return;
    const top = box.current.getBoundingClientRect().top;
    const card = target.field.closest(".card")?.getBoundingClientRect();
    if (card && card.bottom > top) scrollBy({ top: card.bottom - top + 12 });
  }, [target, drafts]);
  if (!target) return null;
  return (
    <div
      class={`keypad ${target.negative ? "with-minus" : ""}`}
      role="region"
      aria-label={t("keypad.title")}
      ref={box}
      onPointerDown={(down) => down.preventDefault()}
      onMouseDown={(down) => down.preventDefault()}
    >
      <Keys target={target} />
    </div>
  );
}
