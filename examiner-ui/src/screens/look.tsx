/** E8: a line is marked once more after sealing, with a reason, without seeing the other's mark. */

import { useState } from "preact/hooks";
import { type App, add, sheetOf, useApp } from "../app.ts";
import type { Mark } from "../log/event.ts";
import { Bar } from "../parts/bar.tsx";
import { CheckChoice, LevelChoice } from "../parts/choices.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { Area } from "../parts/field.tsx";
import { Keypad, keypad } from "../parts/keypad.tsx";
import { Readings, readingsOf, typedOf } from "../parts/readings.tsx";
import { go } from "../place.ts";
import { inWords, t } from "../words/words.ts";
import { markText } from "./mark_text.ts";
import { type LineProps, lineDetail } from "./note.tsx";
import { writeFault } from "./write_fault.ts";

async function save(
  app: App,
  { attempt, criterion }: LineProps,
  mark: Mark | undefined,
  reason: string,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  if (!mark) faults.push({ at: "look", text: t("look.mark.empty") });
  if (!reason) faults.push({ at: "reason", text: t("look.reason.empty") });
  if (!mark || faults.length) return faults;
  const about = { attempt: attempt.attempt, criterion: criterion.id, reason };
  try {
    await add(app, { kind: "second_look", ...about, ...mark });
  } catch (error) {
    return [{ at: "look", text: writeFault(error) }];
  }
  go(app.place, { screen: "compare", attempt: attempt.attempt }, true);
  return [];
}

interface ChoiceProps extends LineProps {
  readonly first: Mark | undefined;
  readonly mark: Mark | undefined;
  readonly onMark: (mark: Mark | undefined) => void;
}

function Choice({ criterion, first, mark, onMark }: ChoiceProps) {
  const measure = criterion.measure;
  const [typed, setTyped] = useState<readonly string[]>(measure ? typedOf(undefined, measure) : []);
  const common = { labelledBy: "look", bad: false, disabled: false };
  if (criterion.kind === "check")
    return (
      <CheckChoice
        {...common}
        value={mark && "check" in mark ? mark.check : undefined}
        onValue={(check) => onMark({ check })}
      />
    );
  if (!measure)
    return (
      <LevelChoice
        {...common}
        levels={criterion.levels ?? []}
        value={mark && "level" in mark ? mark.level : undefined}
        onValue={(level) => onMark({ level })}
      />
    );
  const instrument = first && "readings" in first ? first.instrument : undefined;
  return (
    <Readings
      id="look-r"
      measure={measure}
      typed={typed}
      drawn={[]}
      disabled={false}
      onTyped={(all) => {
        setTyped(all);
        const readings = readingsOf(all, measure);
        onMark(readings && (instrument ? { readings, instrument } : { readings }));
      }}
      onLeave={() => undefined}
    />
  );
}

export function Look(props: LineProps) {
  const app = useApp();
  const { attempt, criterion } = props;
  const [mark, setMark] = useState<Mark | undefined>(undefined);
  const [reason, setReason] = useState("");
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const first = sheetOf(app, attempt.attempt).marks.get(criterion.id)?.mark;
  const back = { screen: "compare", attempt: attempt.attempt } as const;
  return (
    <>
      <Bar title={t("look.title")} detail={lineDetail(props)} back={back} />
      <main class="page with-foot">
        <ErrorSummary faults={faults} />
        <p class="notice">{t("look.why")}</p>
        <div class="card" tabIndex={-1}>
          <h2 id="look" tabIndex={-1}>
            {inWords(criterion.title)}
          </h2>
          {criterion.guide && <p class="guide">{inWords(criterion.guide)}</p>}
          {first && <p>{t("look.first", { mark: markText(criterion, first) })}</p>}
          <Choice {...props} first={first} mark={mark} onMark={setMark} />
        </div>
        <Area
          id="reason"
          label={t("look.reason")}
          value={reason}
          faults={faults}
          onValue={setReason}
        />
      </main>
      {keypad.value ? (
        <Keypad />
      ) : (
        <footer class="foot">
          <button type="button" onClick={() => go(app.place, back, true)}>
            {t("cancel")}
          </button>
          <button
            type="button"
            class="primary grow"
            onClick={async () => setFaults(await save(app, props, mark, reason.trim()))}
          >
            {t("look.save")}
          </button>
        </footer>
      )}
    </>
  );
}
