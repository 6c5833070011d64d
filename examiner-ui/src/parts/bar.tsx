/** The sticky bar on top: back, what this is about, the timer, and the state of sending. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type App, useApp } from "../app.ts";
import { go, type Place } from "../place.ts";
import { type Key, t } from "../words/words.ts";
import { Icon, type IconName } from "./icon.tsx";

interface ChipState {
  readonly tone: "good" | "wait" | "bad";
  readonly icon: IconName;
  readonly n: number | undefined;
  readonly text: string;
}

const troubled: { readonly [trouble: string]: Key } = {
  offline: "chip.offline",
  sign_in: "chip.signin",
};

function chipState(app: App): ChipState {
  const unsent = app.unsent.value;
  const refused = app.refused.value.size;
  const trouble = app.sender.state.value.trouble?.is ?? "";
  if (trouble === "revoked")
    return { tone: "bad", icon: "alert", n: undefined, text: t("chip.revoked") };
  if (refused)
    return { tone: "bad", icon: "alert", n: refused, text: t("chip.refused", { n: refused }) };
  if (!unsent) return { tone: "good", icon: "cloud", n: undefined, text: t("chip.sent") };
  const key = troubled[trouble] ?? "chip.unsent";
  const icon = trouble === "offline" ? "offline" : trouble === "sign_in" ? "lock" : "tablet";
  return { tone: "wait", icon, n: unsent, text: t(key, { n: unsent }) };
}

export function SendingChip() {
  const app = useApp();
  const { tone, icon, n, text } = chipState(app);
  return (
    <button
      type="button"
      class={`chip ${tone}`}
      aria-label={`${t("sending.title")}: ${text}`}
      onClick={() => go(app.place, { screen: "sending" })}
    >
      <Icon name={icon} />
      <span class="chip-text">{text}</span>
      {n !== undefined && <span class="chip-count">{n}</span>}
    </button>
  );
}

export interface BarProps {
  readonly title: string;
  /** Of the browser's tab, where the title is a name: browsers keep these in their history. */
  readonly tab?: string | undefined;
  readonly detail?: string | undefined;
  readonly back?: Place | undefined;
  readonly children?: ComponentChildren;
}

/** Its title is the heading of the screen and takes the focus when the screen opens. */
export function Bar({ title, tab, detail, back, children }: BarProps) {
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body || !document.activeElement)
      heading.current?.focus({ preventScroll: true });
    document.title = `${tab ?? title} · Usta`;
  }, [title, tab]);
  return (
    <header class="bar">
      {back && (
        <button
          type="button"
          class="square"
          aria-label={t("back")}
          onClick={() => go(app.place, back)}
        >
          <Icon name="back" />
        </button>
      )}
      <div class="bar-title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {detail && <p>{detail}</p>}
      </div>
      {children}
      {app.session.value && <SendingChip />}
    </header>
  );
}
