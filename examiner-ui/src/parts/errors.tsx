/** What is wrong, on top, with links to the fields; the same words stand at the field. */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../words/words.ts";

export interface Fault {
  /** The id of the field or card it is about. */
  readonly at: string;
  readonly text: string;
  /** Instead of moving to the field. */
  readonly act?: (() => void) | undefined;
}

function moveTo(at: string): void {
  const field = document.getElementById(at);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

/** Takes the focus whenever it has something new to say. */
export function ErrorSummary({ faults }: { faults: readonly Fault[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!faults.length) return;
    box.current?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, [faults]);
  if (!faults.length) return null;
  return (
    <div class="errors" role="alert" tabIndex={-1} ref={box}>
      <h2>{t("error.summary")}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.at + fault.text}>
            <a
              href={`#${fault.at}`}
              onClick={(click) => {
                click.preventDefault();
                if (fault.act) fault.act();
                else moveTo(fault.at);
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p class="field-error" id={id}>
      {text}
    </p>
  );
}

export function faultAt(faults: readonly Fault[], at: string): string | undefined {
  return faults.find((fault) => fault.at === at)?.text;
}
