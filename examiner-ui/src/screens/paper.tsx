/** E12: the same rubric on paper, for when tablets fail; with what identifies it. */

import { useApp } from "../app.ts";
import { type Attempt, type Criterion, type Pack, sectionsOf } from "../pack/pack.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon } from "../parts/icon.tsx";
import { fieldCount } from "../parts/readings.tsx";
import { inWords, named, t } from "../words/words.ts";
import { attemptDetail } from "./mark.tsx";

function Blank({ criterion }: { criterion: Criterion }) {
  const { measure } = criterion;
  if (criterion.kind === "check")
    return (
      <>
        ☐ {t("mark.yes")} &nbsp; ☐ {t("mark.no")}
      </>
    );
  if (!measure)
    return (
      <ul>
        {criterion.levels?.map((level) => (
          <li key={level.id}>
            ☐ <b>{level.id}</b> {inWords(level.title)}
          </li>
        ))}
      </ul>
    );
  return (
    <>
      {Array.from({ length: fieldCount(measure) }, () => "________").join("  ")}{" "}
      {named("unit", measure.unit)}
    </>
  );
}

export function Paper({ pack, attempt }: { pack: Pack; attempt: Attempt }) {
  const app = useApp();
  const person = pack.candidates[attempt.candidate];
  return (
    <>
      <Bar
        title={t("paper.title")}
        detail={attemptDetail(pack, attempt)}
        back={{ screen: "settings" }}
      >
        <button type="button" onClick={() => print()}>
          <Icon name="print" />
          {t("paper.print")}
        </button>
      </Bar>
      <main class="page paper">
        <h2>
          {t("paper.candidate")}: {person?.name_cyrillic} · {attempt.candidate}
        </h2>
        <p>
          {t("paper.examiner")}: {app.session.value?.name} · {t(`duty.${attempt.duty}`)}
        </p>
        <p class="mono">
          {attempt.attempt}
          <br />
          {t("paper.digest", { rubric: attempt.rubric, digest: attempt.digest.slice(0, 16) })}
        </p>
        {sectionsOf(pack, attempt).map((section) => (
          <table key={section.id}>
            <caption>{inWords(section.title)}</caption>
            <tbody>
              {section.criteria.map((criterion) => (
                <tr key={criterion.id}>
                  <th scope="row">
                    {criterion.id} {inWords(criterion.title)}
                    {criterion.critical && ` (${t("mark.critical")})`}
                  </th>
                  <td>
                    <Blank criterion={criterion} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <p class="sign">{t("paper.signature")}: ______________________</p>
      </main>
    </>
  );
}
