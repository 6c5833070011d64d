/** One line of the sheet: what it asks, how it is marked, and whether that is saved. */

import { useState } from "preact/hooks";
import { draftKey, useApp } from "../app.ts";
import type { LogEvent, Mark } from "../log/event.ts";
import type { Sheet } from "../log/fold.ts";
import type { Attempt, Criterion, Pack } from "../pack/pack.ts";
import { go } from "../place.ts";
import { hasFailed, notesOf, photosOf, saveMark, saving } from "../screens/marking.ts";
import { inWords, t } from "../words/words.ts";
import { CheckChoice, LevelChoice, Reasons } from "./choices.tsx";
import { Icon } from "./icon.tsx";
import { MeasureLine } from "./measure.tsx";

export interface CardProps {
  readonly pack: Pack;
  readonly attempt: Attempt;
  readonly criterion: Criterion;
  readonly sheet: Sheet;
  readonly disabled: boolean;
}

/** Ticked only for what is on the disk and shown as it was saved. */
function SavedTick({ event, id }: { event: LogEvent; id: string }) {
  const app = useApp();
  const sent = app.log.receipts.value.has(event.id);
  return (
    <span class={`tick ${sent ? "sent" : ""}`} id={`${id}-tick`}>
      <Icon name="check" />
      <span>{t(sent ? "mark.saved" : "mark.local")}</span>
    </span>
  );
}

interface HeadProps extends CardProps {
  readonly id: string;
  /** Whether the reasons for not applicable are shown. */
  readonly reasons: boolean;
  readonly onReasons: () => void;
}

function Head({ attempt, criterion, sheet, disabled, id, reasons, onReasons }: HeadProps) {
  const app = useApp();
  const [guide, setGuide] = useState(false);
  const key = draftKey(attempt.attempt, criterion.id);
  const marked = sheet.marks.get(criterion.id);
  const photos = photosOf(sheet, criterion.id);
  const notes = notesOf(sheet, criterion.id) - photos;
  const place = { attempt: attempt.attempt, criterion: criterion.id };
  const tool = (screen: "note" | "photo", label: string, count: number) => (
    <button
      type="button"
      class="square"
      aria-label={`${label}: ${inWords(criterion.title)}`}
      title={label}
      onClick={() => go(app.place, { screen, ...place })}
    >
      <Icon name={screen} />
      {count > 0 && <b class="badge">{count}</b>}
    </button>
  );
  return (
    <>
      <div class="card-head">
        <div class="card-title">
          <h3 id={id}>
            <span class="card-id">{criterion.id}</span> {inWords(criterion.title)}
          </h3>
          {criterion.critical && (
            <span class="tag critical">
              <Icon name="alert" />
              {t("mark.critical")}
            </span>
          )}
          {saving.value.get(key)?.busy ? (
            <span class="tick busy">{t("mark.saving")}</span>
          ) : (
            marked && !app.drafts.value.has(key) && <SavedTick event={marked.event} id={id} />
          )}
        </div>
        <div class="card-tools">
          {criterion.not_applicable.length > 0 && (
            <button
              type="button"
              class="quiet"
              aria-expanded={reasons}
              aria-controls={`${id}-na`}
              aria-label={`${t("mark.na")}: ${inWords(criterion.title)}`}
              disabled={disabled}
              onClick={onReasons}
            >
              {t("mark.na")}
            </button>
          )}
          {criterion.guide && (
            <button
              type="button"
              class="square"
              aria-expanded={guide}
              aria-controls={`${id}-guide`}
              aria-label={`${t("mark.guide")}: ${inWords(criterion.title)}`}
              title={t("mark.guide")}
              onClick={() => setGuide(!guide)}
            >
              <Icon name="eye" />
            </button>
          )}
          {tool("note", notes ? t("mark.notes", { n: notes }) : t("mark.note"), notes)}
          {tool("photo", photos ? `${t("mark.photo")} (${photos})` : t("mark.photo"), photos)}
        </div>
      </div>
      {guide && (
        <p class="guide" id={`${id}-guide`}>
          {inWords(criterion.guide)}
        </p>
      )}
    </>
  );
}

/** The newest mark of the line, when the server has refused it and no other stands. */
function refusalOf(app: ReturnType<typeof useApp>, props: CardProps): string | undefined {
  const { attempt, criterion } = props;
  if (!app.refused.value.size) return undefined;
  const who = app.session.value?.person;
  const newest = app.log.events.value.findLast(
    ({ body, who: by }) =>
      by === who &&
      (body.kind === "mark" || body.kind === "stop") &&
      body.attempt === attempt.attempt &&
      body.criterion === criterion.id,
  );
  const receipt = newest && app.log.receipts.value.get(newest.id);
  return receipt?.status === "rejected" ? (receipt.code ?? "") : undefined;
}

function Failure({ attempt, criterion, sheet, disabled }: CardProps) {
  const app = useApp();
  const noted = notesOf(sheet, criterion.id) > 0;
  const place = { attempt: attempt.attempt, criterion: criterion.id };
  return (
    <div class="failure">
      <p>
        <Icon name="alert" />
        {t(noted ? "mark.failed.noted" : "mark.failed")}
      </p>
      {!disabled && (
        <div class="failure-do">
          {!noted && (
            <button type="button" onClick={() => go(app.place, { screen: "note", ...place })}>
              {t("mark.failed.write")}
            </button>
          )}
          {criterion.stops_attempt &&
            attempt.duty === "first" &&
            !sheet.stops.has(criterion.id) && (
              <button
                type="button"
                class="danger"
                onClick={() => go(app.place, { screen: "stop", ...place })}
              >
                <Icon name="stop" />
                {t("mark.stop")}
              </button>
            )}
        </div>
      )}
    </div>
  );
}

function Control(props: CardProps & { id: string; failed: boolean }) {
  const app = useApp();
  const { attempt, criterion, sheet, disabled, id, failed } = props;
  const marked = sheet.marks.get(criterion.id);
  const mark = marked?.mark;
  const set = (next: Mark) => saveMark(app, attempt.attempt, criterion.id, next, mark);
  const common = { labelledBy: id, bad: failed, disabled };
  if (criterion.kind === "check")
    return (
      <CheckChoice
        {...common}
        value={mark && "check" in mark ? mark.check : undefined}
        onValue={(check) => void set({ check })}
      />
    );
  if (criterion.kind === "levels")
    return (
      <LevelChoice
        {...common}
        levels={criterion.levels ?? []}
        value={mark && "level" in mark ? mark.level : undefined}
        onValue={(level) => void set({ level })}
      />
    );
  return <MeasureLine {...props} marked={marked} onMark={set} />;
}

export function Card(props: CardProps) {
  const app = useApp();
  const { attempt, criterion, sheet, disabled } = props;
  const [open, setOpen] = useState(false);
  const id = `t-${criterion.id}`;
  const mark = sheet.marks.get(criterion.id)?.mark;
  const reasons = open || (mark !== undefined && "na" in mark);
  const failed = hasFailed(attempt, criterion, sheet);
  const refusal = refusalOf(app, props);
  const fault = saving.value.get(draftKey(attempt.attempt, criterion.id))?.fault;
  return (
    <article
      class={`card ${criterion.critical ? "is-critical" : ""} ${failed ? "failed" : ""} ${mark ? "marked" : ""}`}
      id={`c-${criterion.id}`}
      tabIndex={-1}
      aria-labelledby={id}
    >
      <Head {...props} id={id} reasons={reasons} onReasons={() => setOpen(!open)} />
      <Control {...props} id={id} failed={failed} />
      {reasons && (
        <Reasons
          id={`${id}-na`}
          reasons={criterion.not_applicable}
          value={mark && "na" in mark ? mark.na : undefined}
          disabled={disabled}
          onValue={(na) => void saveMark(app, attempt.attempt, criterion.id, { na }, mark)}
        />
      )}
      {failed && <Failure {...props} />}
      <div role="alert">
        {fault && <p class="field-error">{fault}</p>}
        {refusal !== undefined && (
          <p class="field-error">{t("mark.refused", { reason: refusal })}</p>
        )}
      </div>
    </article>
  );
}
