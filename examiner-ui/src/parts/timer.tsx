/** How long the candidate has: from the opening of the sheet, by the monotonic clock. */

import { useApp } from "../app.ts";
import type { Sheet } from "../log/fold.ts";
import type { Attempt, Rubric } from "../pack/pack.ts";
import { type Key, t } from "../words/words.ts";

const MINUTE_MS = 60000;

export interface TimerState {
  readonly phase: "setup" | "left" | "over" | "stop";
  readonly ms: number;
}

/** Set-up comes first; the hard stop counts from the beginning of the task. */
export function timerOf(rubric: Rubric, extraPercent: number, elapsedMs: number): TimerState {
  const { setup_min, task_min, hard_stop_min } = rubric.time;
  const task = (elapsedMs - setup_min * MINUTE_MS) as number;
  const longer = (minutes: number) => (minutes * MINUTE_MS * (100 + extraPercent)) / 100;
  if (task < 0) return { phase: "setup", ms: -task };
  if (task < longer(task_min)) return { phase: "left", ms: longer(task_min) - task };
  const phase = task < longer(hard_stop_min) ? "over" : "stop";
  return { phase, ms: task - longer(task_min) };
}

/** "45:00", "1:30:00"; what is left is rounded up, what is over down. */
export function clockText(ms: number, up: boolean): string {
  const seconds = up ? Math.ceil(ms / 1000) : Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

const words: { readonly [phase in TimerState["phase"]]: Key } = {
  setup: "timer.setup",
  left: "timer.left",
  over: "timer.over",
  stop: "timer.stop",
};

export function Timer(props: { rubric: Rubric; attempt: Attempt; sheet: Sheet }) {
  const app = useApp();
  const { opened, sealed } = props.sheet;
  if (!opened) return null;
  const elapsed = Math.max(0, (sealed?.mono ?? app.now.value) - opened.mono);
  const { phase, ms } = timerOf(props.rubric, props.attempt.extra_time_percent, elapsed);
  const ahead = phase === "setup" || phase === "left";
  return (
    <div class={`timer ${phase}`} role="timer">
      <b>
        <bdi dir="ltr">
          {!ahead && "+"}
          {clockText(ms, ahead)}
        </bdi>
      </b>
      <span>{t(sealed ? "timer.ended" : words[phase])}</span>
    </div>
  );
}
