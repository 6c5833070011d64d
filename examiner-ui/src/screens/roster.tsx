/** E2: my candidates today, how far each is, and what to do next. */

import { useState } from "preact/hooks";
import { type App, sheetOf, useApp } from "../app.ts";
import { dayOf } from "../base/clock.ts";
import type { Sheet } from "../log/fold.ts";
import { type Attempt, criteriaOf, type Pack } from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Portrait } from "../parts/portrait.tsx";
import { go, type Place } from "../place.ts";
import { fetchPack, signOut } from "../session/session.ts";
import { inWords, t } from "../words/words.ts";

interface Standing {
  readonly tone: "new" | "going" | "ready" | "done" | "look" | "away";
  readonly icon: IconName | undefined;
  readonly text: string;
  readonly done: number;
  readonly all: number;
  readonly to: Place;
}

/** The lines that still ask this examiner for a second look. */
export function linesToLook(attempt: Attempt, sheet: Sheet): readonly string[] {
  return (attempt.compare?.lines ?? [])
    .filter((line) => line.state === "look_again" && line.mine && !sheet.looks.has(line.criterion))
    .map((line) => line.criterion);
}

function sealedStanding(attempt: Attempt, sheet: Sheet, all: number): Standing {
  const looks = linesToLook(attempt, sheet).length;
  const to: Place = { screen: attempt.compare ? "compare" : "review", attempt: attempt.attempt };
  const part = { done: sheet.marks.size, all, to };
  if (looks) return { tone: "look", icon: "eye", text: t("roster.look", { n: looks }), ...part };
  const text = attempt.compare ? t("roster.compare") : t("roster.sealed");
  return { tone: "done", icon: "lock", text, ...part };
}

function standingOf(app: App, pack: Pack, attempt: Attempt): Standing {
  const sheet = sheetOf(app, attempt.attempt);
  const criteria = criteriaOf(pack, attempt);
  const all = criteria.length;
  const done = criteria.filter((criterion) => sheet.marks.has(criterion.id)).length;
  if (sheet.sealed) return sealedStanding(attempt, sheet, all);
  const to: Place = { screen: sheet.opened ? "mark" : "identity", attempt: attempt.attempt };
  const sighting = app.sightings.value.get(attempt.attempt);
  if (!sheet.opened && sighting)
    return { tone: "away", icon: "alert", text: t(`roster.${sighting}`), done, all, to };
  if (!sheet.opened) return { tone: "new", icon: undefined, text: t("roster.new"), done, all, to };
  if (done === all) return { tone: "ready", icon: "check", text: t("roster.ready"), done, all, to };
  return {
    tone: "going",
    icon: undefined,
    text: t("roster.marked", { n: done, all }),
    done,
    all,
    to,
  };
}

function Row({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const app = useApp();
  const { tone, icon, text, done, all, to } = standingOf(app, pack, attempt);
  const person = pack.candidates[attempt.candidate];
  const rubric = pack.rubrics[attempt.rubric];
  return (
    <li>
      <button type="button" class={`row ${tone}`} onClick={() => go(app.place, to)}>
        <Portrait candidate={person} />
        <span class="row-who">
          <strong>{person?.name_cyrillic ?? attempt.candidate}</strong>
          <span class="row-ref">
            {attempt.candidate}
            {attempt.station && ` · ${t("roster.station", { station: attempt.station })}`}
          </span>
        </span>
        <span class="row-what">
          <span>{inWords(rubric?.title ?? null)}</span>
          <span class="row-ref">{t(`duty.${attempt.duty}`)}</span>
        </span>
        <span class="row-state">
          <span class="row-word">
            {icon && <Icon name={icon} />}
            {text}
          </span>
          <progress max={all || 1} value={done} aria-hidden="true" />
        </span>
        <Icon name="next" />
      </button>
    </li>
  );
}

function CheckButton() {
  const app = useApp();
  const [busy, setBusy] = useState(false);
  return (
    <button
      type="button"
      aria-disabled={busy}
      onClick={async () => {
        setBusy(true);
        await fetchPack(app);
        setBusy(false);
      }}
    >
      {t("roster.check")}
    </button>
  );
}

function List({ pack }: { pack: Pack | undefined }) {
  if (!pack?.attempts.length)
    return (
      <div class="empty">
        <p>
          <strong>{t("roster.empty")}</strong>
        </p>
        <p>{t("roster.empty.do")}</p>
        <CheckButton />
      </div>
    );
  return (
    <ul class="rows">
      {pack.attempts.map((attempt) => (
        <Row key={attempt.attempt} pack={pack} attempt={attempt} />
      ))}
    </ul>
  );
}

const WRONG_CLOCK_MS = 120000;

export function ClockNotice() {
  const app = useApp();
  const skew = Math.abs(app.sender.state.value.skewMs ?? 0);
  if (skew < WRONG_CLOCK_MS) return null;
  return <p class="notice">{t("clock.wrong", { n: Math.round(skew / 60000) })}</p>;
}

export function Roster() {
  const app = useApp();
  const pack = app.pack.value;
  const stale = pack && pack.day !== dayOf(app.clock.wallMs());
  return (
    <>
      <Bar title={t("roster.title")} detail={app.session.value?.name}>
        <button
          type="button"
          class="square"
          aria-label={t("settings.title")}
          onClick={() => go(app.place, { screen: "settings" })}
        >
          <Icon name="gear" />
        </button>
      </Bar>
      <main class="page">
        <ClockNotice />
        {stale && <p class="notice">{t("roster.stale", { day: pack.day })}</p>}
        {app.update.value && (
          <p class="notice">
            {t("settings.update")}
            <button type="button" onClick={app.update.value}>
              {t("settings.update.do")}
            </button>
          </p>
        )}
        <List pack={pack} />
        <div class="actions">
          {Boolean(pack?.attempts.length) && <CheckButton />}
          <button type="button" onClick={() => signOut(app)}>
            <Icon name="out" />
            {t("signout")}
          </button>
        </div>
      </main>
    </>
  );
}
