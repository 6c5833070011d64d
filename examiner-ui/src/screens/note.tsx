/** E5: a note about a line, from ready-made comments of the rubric and in one's own words. */

import { useState } from "preact/hooks";
import { type App, add, sheetOf, useApp } from "../app.ts";
import type { Attempt, Criterion, Pack } from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { NO_WORDING, ReadyMade, type Wording, wordingText } from "../parts/ready_made.tsx";
import { go, type Place } from "../place.ts";
import { inWords, t, timeOf } from "../words/words.ts";
import { writeFault } from "./write_fault.ts";

export interface LineProps {
  readonly pack: Pack;
  readonly attempt: Attempt;
  readonly criterion: Criterion;
}

/** Back to the card that a screen was opened from. */
export function cardOf({ attempt, criterion }: LineProps): Place {
  return { screen: "mark", attempt: attempt.attempt, criterion: criterion.id };
}

export function lineDetail({ criterion }: LineProps): string {
  return `${criterion.id} · ${inWords(criterion.title)}`;
}

async function save(app: App, props: LineProps, wording: Wording): Promise<Fault[]> {
  const text = wordingText(wording);
  if (!text) return [{ at: "note", text: t("note.empty") }];
  const { attempt, criterion } = props;
  try {
    await add(app, { kind: "note", attempt: attempt.attempt, criterion: criterion.id, text });
  } catch (error) {
    return [{ at: "note", text: writeFault(error) }];
  }
  go(app.place, cardOf(props), true);
  return [];
}

function Before(props: LineProps) {
  const app = useApp();
  const sheet = sheetOf(app, props.attempt.attempt);
  const notes = sheet.notes.filter((note) => note.criterion === props.criterion.id);
  if (!notes.length) return null;
  return (
    <section class="before">
      <h2>{t("note.before")}</h2>
      <ul>
        {notes.map(({ event, text }) => (
          <li key={event.id}>
            <time dateTime={event.at}>{timeOf(event.at)}</time> {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function NoteScreen(props: LineProps) {
  const app = useApp();
  const [wording, setWording] = useState<Wording>(NO_WORDING);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  return (
    <>
      <Bar title={t("note.title")} detail={lineDetail(props)} back={cardOf(props)} />
      <main class="page narrow with-foot">
        <ErrorSummary faults={faults} />
        <ReadyMade
          id="note"
          label={t("note.text")}
          comments={props.criterion.comments}
          value={wording}
          faults={faults}
          onValue={setWording}
        />
        <Before {...props} />
      </main>
      <footer class="foot">
        <button type="button" onClick={() => go(app.place, cardOf(props), true)}>
          {t("cancel")}
        </button>
        <button
          type="button"
          class="primary grow"
          onClick={async () => setFaults(await save(app, props, wording))}
        >
          {t("save")}
        </button>
      </footer>
    </>
  );
}
