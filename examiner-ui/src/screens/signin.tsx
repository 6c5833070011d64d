/** E1: sign in by number and PIN; after the first time on this tablet also without a network. */

import { useState } from "preact/hooks";
import { type App, useApp } from "../app.ts";
import { Bar } from "../parts/bar.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { Field } from "../parts/field.tsx";
import { LanguageChoice } from "../parts/languages.tsx";
import { signIn } from "../session/session.ts";
import { t } from "../words/words.ts";
import { ExportButton } from "./export.tsx";
import { outcomeText } from "./outcome.ts";

async function send(app: App, number: string, pin: string): Promise<Fault[]> {
  const empty: Fault[] = [];
  if (!number) empty.push({ at: "number", text: t("signin.number.empty") });
  if (!pin) empty.push({ at: "pin", text: t("signin.pin.empty") });
  if (empty.length) return empty;
  const outcome = await signIn(app, number, pin);
  if (outcome.is === "done") return [];
  const act = () => {
    app.device.value = undefined;
  };
  const text = outcomeText(outcome, "signin.wrong");
  return [outcome.is === "enrol" ? { at: "pin", text, act } : { at: "pin", text }];
}

/** `number` is given when somebody signs in once more. */
export function SignInForm({ number: known, submit }: { number?: string; submit: string }) {
  const app = useApp();
  const [number, setNumber] = useState(known ?? "");
  const [pin, setPin] = useState("");
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (busy) return;
        setBusy(true);
        setFaults(await send(app, number.trim(), pin));
        setBusy(false);
        setPin("");
      }}
    >
      <ErrorSummary faults={faults} />
      {known === undefined && (
        <Field
          id="number"
          digits
          label={t("signin.number")}
          value={number}
          faults={faults}
          onValue={setNumber}
          complete="username"
        />
      )}
      <Field
        id="pin"
        digits
        secret
        label={t("signin.pin")}
        value={pin}
        faults={faults}
        onValue={setPin}
      />
      <button type="submit" class="primary wide" aria-disabled={busy}>
        {busy ? t("signin.busy") : submit}
      </button>
    </form>
  );
}

function Unsent() {
  const app = useApp();
  if (!app.unsent.value) return null;
  return (
    <section class="notice">
      <p>{t("signin.unsent", { n: app.unsent.value })}</p>
      <ExportButton />
    </section>
  );
}

export function SignIn() {
  const app = useApp();
  return (
    <>
      <Bar title={t("signin.title")} detail={t("tablet", { device: app.device.value ?? "" })} />
      <main class="page narrow">
        <SignInForm submit={t("signin.do")} />
        <Unsent />
        <LanguageChoice />
      </main>
    </>
  );
}
