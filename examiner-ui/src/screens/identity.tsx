/** E3: is this the person? Yes opens the sheet; the other answers are the registrar's to record. */

import { useState } from "preact/hooks";
import { type App, add, type Sighting, useApp } from "../app.ts";
import type { Attempt, Pack } from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon } from "../parts/icon.tsx";
import { Portrait } from "../parts/portrait.tsx";
import { go } from "../place.ts";
import { keepSighting } from "../session/session.ts";
import { inWords, named, t } from "../words/words.ts";
import { writeFault } from "./write_fault.ts";

async function open(app: App, attempt: Attempt): Promise<void> {
  const { attempt: name, rubric, digest } = attempt;
  await keepSighting(app, name, undefined);
  await add(app, { kind: "open", attempt: name, rubric, digest });
  go(app.place, { screen: "mark", attempt: name }, true);
}

function Facts({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const candidate = pack.candidates[attempt.candidate];
  const rubric = pack.rubrics[attempt.rubric];
  return (
    <dl class="facts">
      <dt>{t("identity.unit")}</dt>
      <dd>
        {inWords(rubric?.title ?? null)}
        {attempt.station && ` · ${t("roster.station", { station: attempt.station })}`}
      </dd>
      {rubric?.task && (
        <>
          <dt>{t("identity.task")}</dt>
          <dd>{inWords(rubric.task)}</dd>
        </>
      )}
      <dt>{t("identity.languages")}</dt>
      <dd>{candidate?.languages.map((tag) => named("language", tag)).join(", ")}</dd>
    </dl>
  );
}

export function Identity({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const app = useApp();
  const [fault, setFault] = useState("");
  const candidate = pack.candidates[attempt.candidate];
  const sighting = app.sightings.value.get(attempt.attempt);
  const advice: { readonly [seen in Sighting]: string } = {
    other: t("identity.no.advice"),
    absent: t("identity.absent.advice"),
  };
  return (
    <>
      <Bar
        title={t("identity.title")}
        detail={`${attempt.candidate} · ${t(`duty.${attempt.duty}`)}`}
        back={{ screen: "roster" }}
      />
      <main class="page identity">
        <div class="identity-who">
          <Portrait candidate={candidate} large />
          <div>
            <p class="identity-name">{candidate?.name_cyrillic}</p>
            <p class="identity-latin">{candidate?.name}</p>
            <p class="hint">{t("identity.how")}</p>
            {attempt.extra_time_percent > 0 && (
              <p class="tag">{t("identity.extra", { n: attempt.extra_time_percent })}</p>
            )}
          </div>
        </div>
        <Facts pack={pack} attempt={attempt} />
        <div role="alert">
          {fault && <p class="notice bad">{fault}</p>}
          {sighting && <p class="notice">{advice[sighting]}</p>}
        </div>
        <div class="identity-answers">
          <button
            type="button"
            class="primary big"
            onClick={() => open(app, attempt).catch((error) => setFault(writeFault(error)))}
          >
            <Icon name="check" />
            <span>
              {t("identity.yes")}
              <small>{t("identity.yes.more")}</small>
            </span>
          </button>
          {(["other", "absent"] as const).map((each) => (
            <button
              type="button"
              class="big"
              key={each}
              aria-pressed={sighting === each}
              onClick={() => keepSighting(app, attempt.attempt, each)}
            >
              {each === "other" ? t("identity.no") : t("identity.absent")}
            </button>
          ))}
        </div>
      </main>
    </>
  );
}
