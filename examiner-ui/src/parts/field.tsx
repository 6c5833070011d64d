/** One labelled line of text. */

import { type Fault, FieldError, faultAt } from "./errors.tsx";

const HIDDEN = { type: "password" } as const;
const SHOWN = { type: "text" } as const;

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly onValue: (value: string) => void;
  readonly secret?: boolean;
  readonly digits?: boolean;
  readonly complete?: string;
}

export function Field(props: FieldProps) {
  const { id, label, value, faults, onValue, secret, digits, complete } = props;
  const fault = faultAt(faults, id);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        {...(secret ? HIDDEN : SHOWN)}
        inputMode={digits ? "numeric" : "text"}
        autocomplete={complete ?? "off"}
        autocapitalize="none"
        spellcheck={false}
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-error` : undefined}
        onInput={(input) => onValue(input.currentTarget.value)}
      />
      <FieldError id={`${id}-error`} text={fault} />
    </div>
  );
}

export interface AreaProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly onValue: (value: string) => void;
}

export const TEXT_LIMIT = 2000;

export function Area({ id, label, value, faults, onValue }: AreaProps) {
  const fault = faultAt(faults, id);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={4}
        maxLength={TEXT_LIMIT}
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-error` : undefined}
        onInput={(input) => onValue(input.currentTarget.value)}
      />
      <FieldError id={`${id}-error`} text={fault} />
    </div>
  );
}
