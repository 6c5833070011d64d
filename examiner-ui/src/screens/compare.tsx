/** E9: after all sheets are sealed, what the others marked; and which lines ask for a second look. */

import { sheetOf, useApp } from "../app.ts";
import type { Mark } from "../log/event.ts";
import type { Sheet } from "../log/fold.ts";
import {
  type Attempt,
  type CompareLine,
  type Criterion,
  criteriaOf,
  type Pack,
} from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon } from "../parts/icon.tsx";
import { go } from "../place.ts";
import { inWords, named, t } from "../words/words.ts";
import { attemptDetail } from "./mark.tsx";
import { markText } from "./mark_text.ts";

interface LineViewProps {
  readonly attempt: Attempt;
  readonly line: CompareLine;
  readonly criterion: Criterion;
  readonly sheet: Sheet;
}

function others(criterion: Criterion, marks: readonly Mark[]): string {
  return marks.map((mark) => markText(criterion, mark)).join("; ");
}

function LineView({ attempt, line, criterion, sheet }: LineViewProps) {
  const app = useApp();
  const look = sheet.looks.get(criterion.id);
  const asked = line.state === "look_again" && line.mine && !look;
  const place = { attempt: attempt.attempt, criterion: criterion.id };
  return (
    <article class={`card compare ${asked ? "asked" : ""}`}>
      <div class="card-title">
        <h2>
          <span class="card-id">{criterion.id}</span> {inWords(criterion.title)}
        </h2>
        <span class={`tag ${line.state === "agreed" ? "" : "warn"}`}>
          {named("line", line.state)}
        </span>
      </div>
      <dl class="pair">
        <div>
          <dt>{t("compare.mine")}</dt>
          <dd>{line.mine ? markText(criterion, line.mine) : "–"}</dd>
          {look && (
            <dd class="hint">{t("compare.again", { mark: markText(criterion, look.mark) })}</dd>
          )}
        </div>
        <div>
          <dt>{t("compare.other")}</dt>
          <dd>{line.others.length ? others(criterion, line.others) : t("compare.hidden")}</dd>
        </div>
      </dl>
      {asked && (
        <button
          type="button"
          class="primary"
          onClick={() => go(app.place, { screen: "look", ...place })}
        >
          <Icon name="eye" />
          {t("compare.look")}
        </button>
      )}
    </article>
  );
}

export function Compare({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const app = useApp();
  const sheet = sheetOf(app, attempt.attempt);
  const criteria = new Map(criteriaOf(pack, attempt).map((each) => [each.id, each]));
  const lines = attempt.compare?.lines ?? [];
  return (
    <>
      <Bar
        title={t("compare.title")}
        detail={attemptDetail(pack, attempt)}
        back={{ screen: "roster" }}
      />
      <main class="page">
        <p class="notice">{lines.length ? t("compare.why") : t("compare.empty")}</p>
        {lines.map((line) => {
          const criterion = criteria.get(line.criterion);
          if (!criterion) return null;
          return <LineView key={line.criterion} {...{ attempt, line, criterion, sheet }} />;
        })}
      </main>
    </>
  );
}
