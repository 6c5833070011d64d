/** E7: what is missing, named and linked; then the seal, with the PIN. The total stays hidden. */

import { useEffect, useRef, useState } from "preact/hooks";
import { type App, add, sheetOf, useApp } from "../app.ts";
import type { Sheet } from "../log/fold.ts";
import { type Attempt, criteriaOf, type Pack, type Rubric, sectionsOf } from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Timer } from "../parts/timer.tsx";
import { go } from "../place.ts";
import { isOwnPin } from "../session/session.ts";
import { inWords, t } from "../words/words.ts";
import { attemptDetail, candidateTitle } from "./mark.tsx";
import { markText } from "./mark_text.ts";
import { type Gap, gapsOf, hasFailed, stoppedAt } from "./marking.ts";
import { outcomeText } from "./outcome.ts";
import { writeFault } from "./write_fault.ts";

function gapFault(app: App, attempt: Attempt, { criterion, why }: Gap): Fault {
  const words = { mark: "review.gap", note: "review.note", draft: "review.draft" } as const;
  const screen = why === "note" ? "note" : "mark";
  return {
    at: `c-${criterion.id}`,
    text: t(words[why], { title: inWords(criterion.title) }),
    act: () => go(app.place, { screen, attempt: attempt.attempt, criterion: criterion.id }),
  };
}

async function seal(app: App, attempt: Attempt, pin: string): Promise<Fault[]> {
  if (!pin) return [{ at: "pin", text: t("signin.pin.empty") }];
  const outcome = await isOwnPin(app, pin);
  if (outcome.is !== "done") return [{ at: "pin", text: outcomeText(outcome, "review.pin.wrong") }];
  try {
    await add(app, { kind: "seal", attempt: attempt.attempt });
  } catch (error) {
    return [{ at: "pin", text: writeFault(error) }];
  }
  return [];
}

function Marks({ pack, attempt, sheet }: { pack: Pack; attempt: Attempt; sheet: Sheet }) {
  return (
    <>
      {sectionsOf(pack, attempt).map((section) => (
        <section key={section.id} class="review-section">
          <h2>{inWords(section.title)}</h2>
          <dl>
            {section.criteria.map((criterion) => {
              const marked = sheet.marks.get(criterion.id);
              const failed = hasFailed(attempt, criterion, sheet);
              return (
                <div key={criterion.id} class={failed ? "failed" : ""}>
                  <dt>
                    <span class="card-id">{criterion.id}</span> {inWords(criterion.title)}
                  </dt>
                  <dd class={marked ? "" : "missing"}>
                    {failed && <Icon name="alert" />}
                    {marked ? markText(criterion, marked.mark) : t("review.none")}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </>
  );
}

/** Stands on top, and is shown whatever was in sight when the seal was put. */
function Sealed() {
  const app = useApp();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="sealed" tabIndex={-1} ref={box}>
      <Icon name="lock" />
      <h2>{t("review.sealed")}</h2>
      <p>{t("review.sealed.more")}</p>
      <button type="button" class="primary" onClick={() => go(app.place, { screen: "roster" })}>
        {t("review.home")}
      </button>
    </section>
  );
}

function SealForm({ attempt }: { attempt: Attempt }) {
  const app = useApp();
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  return (
    <form
      class="seal"
      noValidate
      onSubmit={async (submit) => {
        submit.preventDefault();
        if (busy) return;
        setBusy(true);
        setFaults(await seal(app, attempt, pin));
        setBusy(false);
        setPin("");
      }}
    >
      <ErrorSummary faults={faults} />
      <p class="hint">{t("review.final")}</p>
      <Field
        id="pin"
        digits
        secret
        label={t("review.pin")}
        value={pin}
        faults={faults}
        onValue={setPin}
      />
      <button type="submit" class="primary wide" aria-disabled={busy}>
        <Icon name="lock" />
        {busy ? t("signin.busy") : t("review.seal")}
      </button>
    </form>
  );
}

export function Review({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const app = useApp();
  const sheet = sheetOf(app, attempt.attempt);
  const criteria = criteriaOf(pack, attempt);
  const gaps = gapsOf(attempt, criteria, sheet, app.drafts.value);
  const stopped = stoppedAt(attempt, criteria, sheet);
  return (
    <>
      <Bar
        title={candidateTitle(pack, attempt)}
        tab={`${t("review.title")}, ${attempt.candidate}`}
        detail={`${t("review.title")} · ${attemptDetail(pack, attempt)}`}
        back={sheet.sealed ? { screen: "roster" } : { screen: "mark", attempt: attempt.attempt }}
      >
        <Timer rubric={pack.rubrics[attempt.rubric] as Rubric} attempt={attempt} sheet={sheet} />
      </Bar>
      <main class="page">
        {sheet.sealed ? (
          <Sealed />
        ) : (
          <>
            <ErrorSummary faults={gaps.map((gap) => gapFault(app, attempt, gap))} />
            {stopped && (
              <p class="notice bad">{t("review.stopped", { criterion: stopped.criterion.id })}</p>
            )}
            <p class="notice">{t("review.hidden")}</p>
          </>
        )}
        <Marks pack={pack} attempt={attempt} sheet={sheet} />
        {!sheet.sealed && !gaps.length && <SealForm attempt={attempt} />}
      </main>
    </>
  );
}
