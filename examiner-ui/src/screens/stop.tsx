/** The work is unsafe: the attempt ends at a line that failed, with a reason. */

import { useState } from "preact/hooks";
import { type App, add, useApp } from "../app.ts";
import { Bar } from "../parts/bar.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { NO_WORDING, ReadyMade, type Wording, wordingText } from "../parts/ready_made.tsx";
import { go } from "../place.ts";
import { t } from "../words/words.ts";
import { cardOf, type LineProps, lineDetail } from "./note.tsx";
import { writeFault } from "./write_fault.ts";

async function stop(app: App, props: LineProps, wording: Wording): Promise<Fault[]> {
  const reason = wordingText(wording);
  if (!reason) return [{ at: "reason", text: t("stop.empty") }];
  const { attempt, criterion } = props;
  const about = { attempt: attempt.attempt, criterion: criterion.id };
  try {
    await add(app, { kind: "note", ...about, text: reason });
    await add(app, { kind: "stop", ...about, reason });
  } catch (error) {
    return [{ at: "reason", text: writeFault(error) }];
  }
  go(app.place, { screen: "review", attempt: attempt.attempt }, true);
  return [];
}

export function StopScreen(props: LineProps) {
  const app = useApp();
  const [wording, setWording] = useState<Wording>(NO_WORDING);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  return (
    <>
      <Bar title={t("stop.title")} detail={lineDetail(props)} back={cardOf(props)} />
      <main class="page narrow with-foot">
        <ErrorSummary faults={faults} />
        <p class="notice bad">{t("stop.why")}</p>
        <ReadyMade
          id="reason"
          label={t("stop.reason")}
          comments={props.criterion.comments}
          value={wording}
          faults={faults}
          onValue={setWording}
        />
      </main>
      <footer class="foot">
        <button type="button" onClick={() => go(app.place, cardOf(props), true)}>
          {t("cancel")}
        </button>
        <button
          type="button"
          class="danger grow"
          onClick={async () => setFaults(await stop(app, props, wording))}
        >
          {t("stop.do")}
        </button>
      </footer>
    </>
  );
}
