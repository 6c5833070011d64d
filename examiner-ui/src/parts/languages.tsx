/** Language and colours: each a row of choices. Kept beside the log, for the next start. */

import { signal } from "@preact/signals";
import { type App, useApp } from "../app.ts";
import {
  isDraft,
  isLanguage,
  LANGUAGES,
  type Language,
  language,
  speak,
  t,
} from "../words/words.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const theme = signal<Theme>("auto");

const names: { readonly [language in Language]: string } = {
  ky: "Кыргызча",
  ru: "Русский",
  en: "English",
};

export function showTheme(value: Theme): void {
  theme.value = value;
  if (value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
}

async function chooseLanguage(app: App, tag: Language): Promise<void> {
  await speak(tag);
  document.documentElement.lang = tag;
  await app.store.put("language", tag);
}

/** What was chosen before; else the browser's language, when it is one of ours. */
export async function restoreChoices(store: App["store"]): Promise<void> {
  const kept = await store.get<string>("language");
  const asked = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  const tag = isLanguage(kept) ? kept : (asked ?? "ru");
  await speak(tag);
  document.documentElement.lang = tag;
  const colours = await store.get<Theme>("theme");
  if (colours && THEMES.includes(colours)) showTheme(colours);
}

export function LanguageChoice() {
  const app = useApp();
  return (
    <fieldset class="choice">
      <legend>{t("settings.language")}</legend>
      <div class="choice-row">
        {LANGUAGES.map((tag) => (
          <button
            type="button"
            lang={tag}
            key={tag}
            aria-pressed={language.value === tag}
            onClick={() => chooseLanguage(app, tag)}
          >
            {names[tag]}
          </button>
        ))}
      </div>
      {isDraft() && <p class="hint">{t("settings.draft")}</p>}
    </fieldset>
  );
}

export function ThemeChoice() {
  const app = useApp();
  return (
    <fieldset class="choice">
      <legend>{t("settings.theme")}</legend>
      <div class="choice-row">
        {THEMES.map((each) => (
          <button
            type="button"
            key={each}
            aria-pressed={theme.value === each}
            onClick={() => {
              showTheme(each);
              void app.store.put("theme", each);
            }}
          >
            {t(`settings.theme.${each}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
