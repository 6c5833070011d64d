/** E4: the sheet. One card a line, everything of a line on its card. */

import { useEffect, useMemo } from "preact/hooks";
import { sheetOf, useApp } from "../app.ts";
import type { Sheet } from "../log/fold.ts";
import {
  type Attempt,
  type Criterion,
  criteriaOf,
  type Pack,
  type Rubric,
  sectionsOf,
} from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { Card, type CardProps } from "../parts/card.tsx";
import { Icon } from "../parts/icon.tsx";
import { Keypad, keypad } from "../parts/keypad.tsx";
import { Timer } from "../parts/timer.tsx";
import { go } from "../place.ts";
import { inWords, t } from "../words/words.ts";
import { notesOf, photosOf, stoppedAt, undo } from "./marking.ts";
import { ClockNotice } from "./roster.tsx";

export function showCard(criterion: string): void {
  const card = document.getElementById(`c-${criterion}`);
  card?.scrollIntoView({ block: "start" });
  card?.focus({ preventScroll: true });
}

/** The screen stays on while a sheet is open. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const take = async () => {
      if (document.visibilityState !== "visible") return;
      lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
    };
    void take();
    document.addEventListener("visibilitychange", take);
    return () => {
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, []);
}

/** The next line without a mark behind the one last marked, then from the top. */
function nextGap(criteria: readonly Criterion[], sheet: Sheet): Criterion | undefined {
  const body = sheet.undoable?.body;
  const last = body && "criterion" in body ? body.criterion : null;
  const from = criteria.findIndex((criterion) => criterion.id === last) + 1;
  const round = [...criteria.slice(from), ...criteria.slice(0, from)];
  return round.find((criterion) => !sheet.marks.has(criterion.id));
}

function undoText(sheet: Sheet): string {
  const body = sheet.undoable?.body;
  if (body?.kind === "mark") return t("kind.mark", { criterion: body.criterion });
  return t("kind.note", { criterion: (body?.kind === "note" && body.criterion) || "" });
}

interface FootProps {
  readonly attempt: Attempt;
  readonly criteria: readonly Criterion[];
  readonly sheet: Sheet;
}

function Foot({ attempt, criteria, sheet }: FootProps) {
  const app = useApp();
  const done = criteria.filter((criterion) => sheet.marks.has(criterion.id)).length;
  const left = criteria.length - done;
  const gap = nextGap(criteria, sheet);
  return (
    <footer class="foot">
      <button
        type="button"
        class="undo"
        disabled={!sheet.undoable}
        onClick={() => undo(app, attempt.attempt, sheet).catch(() => undefined)}
      >
        <Icon name="undo" />
        <span>{t("mark.undo")}</span>
        {sheet.undoable && <small>{undoText(sheet)}</small>}
      </button>
      <div class="count">
        <bdi dir="ltr">{t("mark.count", { n: done, all: criteria.length })}</bdi>
        <progress
          max={criteria.length || 1}
          value={done}
          aria-label={t("mark.count", { n: done, all: criteria.length })}
        />
      </div>
      {gap && (
        <button type="button" class="primary next" onClick={() => showCard(gap.id)}>
          <Icon name="down" />
          <span>{t("mark.next", { n: left })}</span>
        </button>
      )}
      <button
        type="button"
        class={gap ? "review" : "review primary"}
        onClick={() => go(app.place, { screen: "review", attempt: attempt.attempt })}
      >
        {t("mark.review")}
      </button>
    </footer>
  );
}

/** Which instruments are named on a sheet: what other lines suggest to a measured one. */
function instrumentsOf(sheet: Sheet): string {
  return [...sheet.marks.values()]
    .map(({ mark }) => ("readings" in mark ? mark.instrument : ""))
    .join();
}

/** A card is drawn anew when something of its own line has changed (`own`: all it takes from the sheet). */
function Slot(props: CardProps) {
  const { pack, attempt, criterion, sheet, disabled } = props;
  const { id } = criterion;
  const own = [
    sheet.opened?.id,
    sheet.marks.get(id)?.event.id,
    notesOf(sheet, id),
    photosOf(sheet, id),
    sheet.stops.get(id),
    criterion.measure ? instrumentsOf(sheet) : "",
  ].join(" ");
  return useMemo(() => <Card {...props} />, [pack, attempt, disabled, own]);
}

function Lines(props: { pack: Pack; attempt: Attempt; sheet: Sheet }) {
  const { pack, attempt, sheet } = props;
  return (
    <>
      {sectionsOf(pack, attempt).map((section) => {
        const done = section.criteria.filter((each) => sheet.marks.has(each.id)).length;
        return (
          <section key={section.id} aria-labelledby={`s-${section.id}`}>
            <div class="section-head">
              <h2 id={`s-${section.id}`}>{inWords(section.title)}</h2>
              <span class={done === section.criteria.length ? "complete" : ""}>
                <bdi dir="ltr">
                  {done}/{section.criteria.length}
                </bdi>
              </span>
            </div>
            {section.criteria.map((criterion) => (
              <Slot
                key={criterion.id}
                {...props}
                criterion={criterion}
                disabled={sheet.sealed !== undefined}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

export function candidateTitle(pack: Pack, attempt: Attempt): string {
  return pack.candidates[attempt.candidate]?.name_cyrillic ?? attempt.candidate;
}

export function attemptDetail(pack: Pack, attempt: Attempt): string {
  const rubric = pack.rubrics[attempt.rubric];
  const station = attempt.station && t("roster.station", { station: attempt.station });
  return [attempt.candidate, inWords(rubric?.title ?? null), station].filter(Boolean).join(" · ");
}

function Stopped({ attempt, criteria, sheet }: FootProps) {
  const stopped = stoppedAt(attempt, criteria, sheet);
  if (!stopped) return null;
  const { criterion, reason } = stopped;
  return (
    <p class="notice bad">
      <strong>{t("mark.stopped", { criterion: criterion.id, reason })}</strong>{" "}
      {t("mark.stopped.more")}
    </p>
  );
}

export function MarkSheet({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const app = useApp();
  useWakeLock();
  const sheet = sheetOf(app, attempt.attempt);
  const criteria = criteriaOf(pack, attempt);
  const at = app.place.value.criterion;
  useEffect(() => {
    if (at) showCard(at);
    return () => {
      keypad.value = undefined;
    };
  }, [at]);
  return (
    <>
      <Bar
        title={candidateTitle(pack, attempt)}
        tab={attempt.candidate}
        detail={attemptDetail(pack, attempt)}
        back={{ screen: "roster" }}
      >
        <Timer rubric={pack.rubrics[attempt.rubric] as Rubric} attempt={attempt} sheet={sheet} />
      </Bar>
      <main class={`page sheet ${keypad.value ? "typing" : ""}`}>
        <ClockNotice />
        {sheet.sealed && <p class="notice">{t("mark.sealed")}</p>}
        <Stopped attempt={attempt} criteria={criteria} sheet={sheet} />
        <Lines pack={pack} attempt={attempt} sheet={sheet} />
      </main>
      {keypad.value ? <Keypad /> : <Foot attempt={attempt} criteria={criteria} sheet={sheet} />}
    </>
  );
}
