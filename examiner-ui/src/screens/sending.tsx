/** E11: what is on the tablet, what is saved at the office, what was refused and why. */

import { type App, useApp } from "../app.ts";
import type { LogEvent } from "../log/event.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Trouble } from "../sync/engine.ts";
import { t, timeOf } from "../words/words.ts";
import { ExportButton } from "./export.tsx";
import { ClockNotice } from "./roster.tsx";
import { SignInForm } from "./signin.tsx";

const NEWEST = 50;

function troubleText(trouble: Trouble): string {
  if (trouble.is === "refused")
    return t("sending.trouble", { detail: `${trouble.detail} ${trouble.hint}`.trim() });
  const words = {
    offline: "sending.offline",
    wait: "sending.wait",
    sign_in: "sending.signin",
    revoked: "sending.revoked",
  } as const;
  return t(words[trouble.is]);
}

function kindText({ body }: LogEvent): string {
  const criterion = ("criterion" in body && body.criterion) || "";
  return t(`kind.${body.kind}`, { criterion });
}

function who(app: App, { body }: LogEvent): string {
  const [, ref = ""] = body.attempt.split("/");
  return app.pack.value?.candidates[ref]?.name_cyrillic ?? ref;
}

function EventRow({ event }: { event: LogEvent }) {
  const app = useApp();
  const receipt = app.log.receipts.value.get(event.id);
  const state = !receipt ? "here" : receipt.status === "rejected" ? "refused" : "sent";
  return (
    <li class={`event ${state}`}>
      <time dateTime={event.at}>{timeOf(event.at)}</time>
      <span class="event-what">
        {kindText(event)} <span class="row-ref">{who(app, event)}</span>
        {receipt?.code && (
          <span class="event-why">
            {receipt.code}
            {receipt.hint && ` (${receipt.hint})`}
          </span>
        )}
      </span>
      <span class="event-state">
        <Icon name={state === "here" ? "tablet" : state === "sent" ? "check" : "alert"} />
        {t(`sending.${state}`)}
      </span>
    </li>
  );
}

function Counts() {
  const app = useApp();
  const all = app.log.events.value.length;
  const here = app.unsent.value;
  const refused = app.refused.value.size;
  const count = (label: string, n: number, tone: string) => (
    <div class={`count-box ${n ? tone : ""}`}>
      <dt>{label}</dt>
      <dd>{n}</dd>
    </div>
  );
  return (
    <dl class="counts">
      {count(t("sending.here"), here, "wait")}
      {count(t("sending.sent"), all - here - refused, "good")}
      {count(t("sending.refused"), refused, "bad")}
    </dl>
  );
}

function Help({ trouble }: { trouble: Trouble }) {
  const app = useApp();
  const session = app.session.value;
  return (
    <div class={`notice ${trouble.is === "revoked" || trouble.is === "refused" ? "bad" : ""}`}>
      <p>{troubleText(trouble)}</p>
      {trouble.is === "sign_in" && session && (
        <SignInForm number={session.number} submit={t("sending.signin.do")} />
      )}
    </div>
  );
}

export function Sending() {
  const app = useApp();
  const { busy, trouble, photosLeft } = app.sender.state.value;
  const events = app.log.events.value;
  const refused = events.filter((event) => app.refused.value.has(event.id));
  const newest = events.slice(-NEWEST).reverse();
  const shown = [...refused, ...newest.filter((event) => !app.refused.value.has(event.id))];
  return (
    <>
      <Bar
        title={t("sending.title")}
        detail={t("tablet", { device: app.device.value ?? "" })}
        back={{ screen: "roster" }}
      />
      <main class="page">
        <ClockNotice />
        <Counts />
        {photosLeft > 0 && <p class="notice">{t("sending.photos", { n: photosLeft })}</p>}
        <div aria-live="polite">{trouble && <Help trouble={trouble} />}</div>
        <div class="actions">
          {trouble?.is !== "revoked" && (
            <button
              type="button"
              class="primary"
              aria-disabled={busy}
              onClick={() => app.sender.wake()}
            >
              {t(busy ? "sending.busy" : "sending.now")}
            </button>
          )}
          <ExportButton />
        </div>
        <p class="hint">{t("sending.export.why")}</p>
        <h2>{t("sending.last")}</h2>
        {!shown.length && <p class="empty">{t("sending.empty")}</p>}
        <ul class="events">
          {shown.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </ul>
      </main>
    </>
  );
}
