/** A measured line: instrument where calibration is asked for, the draw, and the readings. */

import { useEffect, useState } from "preact/hooks";
import { type App, draftKey, keepDraft, useApp } from "../app.ts";
import type { Mark } from "../log/event.ts";
import type { Marked, Sheet } from "../log/fold.ts";
import { drawPieces } from "../pack/drawn.ts";
import {
  type Attempt,
  type Criterion,
  type Instrument,
  inCalibration,
  instrumentsFor,
  type Measure,
  type Pack,
} from "../pack/pack.ts";
import { named, t, timeOf } from "../words/words.ts";
import { Readings, readingsOf, typedOf } from "./readings.tsx";

export interface MeasureProps {
  readonly pack: Pack;
  readonly attempt: Attempt;
  readonly criterion: Criterion;
  readonly sheet: Sheet;
  readonly marked: Marked | undefined;
  readonly disabled: boolean;
  readonly onMark: (mark: Mark) => Promise<boolean>;
}

function instrumentOf(marked: Marked | undefined): string | undefined {
  const mark = marked?.mark;
  return mark && "readings" in mark ? mark.instrument : undefined;
}

/** What the same examiner read on before, of the same kind: most likely it is in the hand still. */
function lastUsed(sheet: Sheet, able: readonly Instrument[]): string | undefined {
  const used = [...sheet.marks.values()].map(instrumentOf).reverse();
  return used.find((ref) => able.some((instrument) => instrument.ref === ref));
}

function calibrationText(instrument: Instrument, measure: Measure, nowMs: number): string {
  const { ref, calibrated_at } = instrument;
  if (!calibrated_at) return t("measure.uncalibrated", { ref });
  return inCalibration(instrument, measure, nowMs)
    ? t("measure.calibrated", { ref, time: timeOf(calibrated_at) })
    : t("measure.expired", { ref });
}

interface InstrumentProps {
  readonly id: string;
  readonly measure: Measure;
  readonly all: readonly Instrument[];
  readonly chosen: string;
  readonly nowMs: number;
  readonly disabled: boolean;
  readonly onChoose: (ref: string) => void;
}

function InstrumentChoice(props: InstrumentProps) {
  const { id, measure, all, chosen, nowMs, disabled, onChoose } = props;
  const kind = named("instrument", measure.instrument ?? "");
  if (!all.some((instrument) => inCalibration(instrument, measure, nowMs)))
    return <p class="field-error">{t("measure.none", { kind })}</p>;
  return (
    <div class="instrument">
      <label for={id}>{kind}</label>
      <select
        id={id}
        value={chosen}
        disabled={disabled}
        onChange={(change) => onChoose(change.currentTarget.value)}
      >
        {!chosen && <option value="">{t("measure.choose")}</option>}
        {all.map((instrument) => (
          <option
            key={instrument.ref}
            value={instrument.ref}
            disabled={!inCalibration(instrument, measure, nowMs)}
          >
            {calibrationText(instrument, measure, nowMs)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DrawProps {
  readonly id: string;
  readonly count: number;
  readonly drawn: readonly number[];
  readonly disabled: boolean;
  readonly onDraw: (pieces: number) => void;
}

function Draw({ id, count, drawn, disabled, onDraw }: DrawProps) {
  const [pieces, setPieces] = useState("");
  const number = Number(pieces);
  const able = Number.isInteger(number) && number >= count && number <= 500;
  if (drawn.length) return <p class="drawn">{t("measure.drawn", { list: drawn.join(", ") })}</p>;
  return (
    <div class="draw">
      <label for={id}>{t("measure.draw")}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={pieces}
        disabled={disabled}
        onInput={(input) => setPieces(input.currentTarget.value)}
      />
      <button type="button" disabled={disabled || !able} onClick={() => onDraw(number)}>
        {t("measure.draw.do")}
      </button>
    </div>
  );
}

/** Saves what is typed when it is whole and new; keeps it on the screen otherwise. */
async function saveTyped(
  app: App,
  props: MeasureProps,
  key: string,
  typed: readonly string[],
  instrument: string,
): Promise<void> {
  const { criterion, onMark } = props;
  const measure = criterion.measure as Measure;
  const readings = readingsOf(typed, measure);
  if (!readings || (measure.calibration_max_hours && !instrument)) return;
  const mark: Mark = instrument ? { readings, instrument } : { readings };
  if ((await onMark(mark)) && app.drafts.value.get(key) === typed) keepDraft(app, key, undefined);
}

export function MeasureLine(props: MeasureProps) {
  const app = useApp();
  const { pack, attempt, criterion, sheet, marked, disabled } = props;
  const measure = criterion.measure as Measure;
  const id = `r-${criterion.id}`;
  const key = draftKey(attempt.attempt, criterion.id);
  const draft = app.drafts.value.get(key);
  const typed = draft ?? typedOf(marked?.mark, measure);
  const [drawn, setDrawn] = useState<readonly number[]>([]);
  const able = measure.calibration_max_hours ? instrumentsFor(pack, attempt, measure) : [];
  const fit = able.filter((each) => inCalibration(each, measure, app.clock.wallMs()));
  const usual =
    instrumentOf(marked) ?? lastUsed(sheet, fit) ?? (fit.length === 1 ? fit[0]?.ref : "");
  const [picked, setPicked] = useState<string | undefined>(undefined);
  const instrument = picked ?? usual ?? "";
  const openHash = sheet.opened?.hash ?? "";
  useEffect(() => {
    app.store
      .get<number>(`pieces:${key}`)
      .then((n) => (n ? drawPieces(openHash, criterion.id, n, measure.samples) : []))
      .then(setDrawn);
  }, [app, key, openHash, criterion.id, measure.samples]);
  const missing = typed.filter((text) => !text.trim()).length;
  return (
    <div class="measure">
      {measure.calibration_max_hours && (
        <InstrumentChoice
          id={`${id}-on`}
          measure={measure}
          all={able}
          chosen={instrument}
          nowMs={app.clock.wallMs()}
          disabled={disabled}
          onChoose={(ref) => {
            setPicked(ref);
            void saveTyped(app, props, key, typed, ref);
          }}
        />
      )}
      {measure.draw && (
        <Draw
          id={`${id}-draw`}
          count={measure.samples}
          drawn={drawn}
          disabled={disabled}
          onDraw={async (pieces) => {
            await app.store.put(`pieces:${key}`, pieces);
            setDrawn(await drawPieces(openHash, criterion.id, pieces, measure.samples));
          }}
        />
      )}
      <Readings
        id={id}
        measure={measure}
        typed={typed}
        drawn={drawn}
        disabled={disabled}
        onTyped={(all) => keepDraft(app, key, all)}
        onLeave={() => {
          const now = app.drafts.value.get(key);
          if (now) void saveTyped(app, props, key, now, instrument);
        }}
      />
      {draft && missing > 0 && missing < typed.length && (
        <p class="hint">{t("measure.left", { n: missing })}</p>
      )}
      {draft && !missing && measure.calibration_max_hours && !instrument && (
        <p class="field-error">
          {t("measure.notsaved")} {t("measure.choose")}
        </p>
      )}
    </div>
  );
}
