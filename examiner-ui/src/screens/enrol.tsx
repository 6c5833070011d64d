/** E0: the tablet is enrolled with a code from the office, once. */

import { useState } from "preact/hooks";
import { type App, useApp } from "../app.ts";
import { Bar } from "../parts/bar.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { Field } from "../parts/field.tsx";
import { LanguageChoice } from "../parts/languages.tsx";
import { enrol } from "../session/session.ts";
import { t } from "../words/words.ts";
import { outcomeText } from "./outcome.ts";

async function send(app: App, code: string): Promise<Fault[]> {
  if (!code) return [{ at: "code", text: t("enrol.empty") }];
  const outcome = await enrol(app, code);
  if (outcome.is === "done") return [];
  return [{ at: "code", text: outcomeText(outcome, "enrol.wrong") }];
}

export function Enrol() {
  const app = useApp();
  const [code, setCode] = useState("");
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  return (
    <>
      <Bar title={t("enrol.title")} detail={t("app")} />
      <main class="page narrow">
        <ErrorSummary faults={faults} />
        <p>{t("enrol.why")}</p>
        <form
          noValidate
          onSubmit={async (submit) => {
            submit.preventDefault();
            setBusy(true);
            setFaults(await send(app, code.trim()));
            setBusy(false);
          }}
        >
          <Field id="code" label={t("enrol.code")} value={code} faults={faults} onValue={setCode} />
          <button type="submit" class="primary wide" disabled={busy}>
            {t("enrol.do")}
          </button>
        </form>
        <LanguageChoice />
      </main>
    </>
  );
}
