/** Language, colours, the new version, and the twin on paper of every sheet. */

import { useApp } from "../app.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon } from "../parts/icon.tsx";
import { LanguageChoice, ThemeChoice } from "../parts/languages.tsx";
import { go } from "../place.ts";
import { t } from "../words/words.ts";
import { attemptDetail, candidateTitle } from "./mark.tsx";

function Papers() {
  const app = useApp();
  const pack = app.pack.value;
  if (!pack?.attempts.length) return null;
  return (
    <section>
      <h2>{t("paper.title")}</h2>
      <p class="hint">{t("paper.why")}</p>
      <ul class="rows">
        {pack.attempts.map((attempt) => (
          <li key={attempt.attempt}>
            <button
              type="button"
              class="row"
              onClick={() => go(app.place, { screen: "paper", attempt: attempt.attempt })}
            >
              <Icon name="print" />
              <span class="row-who">
                <strong>{candidateTitle(pack, attempt)}</strong>
                <span class="row-ref">{attemptDetail(pack, attempt)}</span>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Settings() {
  const app = useApp();
  return (
    <>
      <Bar
        title={t("settings.title")}
        detail={t("tablet", { device: app.device.value ?? "" })}
        back={{ screen: "roster" }}
      />
      <main class="page narrow">
        <LanguageChoice />
        <ThemeChoice />
        {app.update.value && (
          <p class="notice">
            {t("settings.update")}
            <button type="button" onClick={app.update.value}>
              {t("settings.update.do")}
            </button>
          </p>
        )}
        <Papers />
        <p class="hint">{t("settings.version", { version: import.meta.env.VITE_VERSION })}</p>
      </main>
    </>
  );
}
