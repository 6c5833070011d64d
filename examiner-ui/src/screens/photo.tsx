/** E6: a photo of food or workplace: made small, without what cameras write into files, hashed. */

import { useEffect, useState } from "preact/hooks";
import { type App, add, useApp } from "../app.ts";
import { Bar } from "../parts/bar.tsx";
import { ErrorSummary, type Fault } from "../parts/errors.tsx";
import { Icon } from "../parts/icon.tsx";
import { NO_WORDING, ReadyMade, type Wording, wordingText } from "../parts/ready_made.tsx";
import { go } from "../place.ts";
import { inWords, t } from "../words/words.ts";
import { cardOf, type LineProps, lineDetail } from "./note.tsx";
import { type Picture, shrink } from "./shrink.ts";
import { writeFault } from "./write_fault.ts";

async function save(
  app: App,
  props: LineProps,
  picture: Picture | undefined,
  wording: Wording,
): Promise<Fault[]> {
  if (!picture) return [{ at: "picture", text: t("photo.none") }];
  const { attempt, criterion } = props;
  const { sha256, bytes } = picture;
  const text = wordingText(wording) || inWords(criterion.title);
  const about = { attempt: attempt.attempt, criterion: criterion.id };
  const photo = { sha256, bytes, sent: false };
  try {
    await add(app, { kind: "note", ...about, text, photo: sha256 }, photo);
  } catch (error) {
    return [{ at: "picture", text: writeFault(error) }];
  }
  go(app.place, cardOf(props), true);
  return [];
}

function Preview({ picture }: { picture: Picture }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([picture.bytes], { type: "image/jpeg" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  const { width, height } = picture;
  return <img class="preview" src={address} alt={t("photo.preview", { width, height })} />;
}

export function PhotoScreen(props: LineProps) {
  const app = useApp();
  const [picture, setPicture] = useState<Picture | undefined>(undefined);
  const [wording, setWording] = useState<Wording>(NO_WORDING);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  return (
    <>
      <Bar title={t("photo.title")} detail={lineDetail(props)} back={cardOf(props)} />
      <main class="page narrow with-foot">
        <ErrorSummary faults={faults} />
        <p>{t("photo.why")}</p>
        {picture && <Preview picture={picture} />}
        <label class="button big camera" for="picture">
          <Icon name="photo" />
          {t(picture ? "photo.again" : "photo.take")}
        </label>
        <input
          class="hidden-file"
          id="picture"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={async (change) => {
            const file = change.currentTarget.files?.[0];
            if (!file) return;
            const made = await shrink(file).catch(() => undefined);
            setFaults(made ? [] : [{ at: "picture", text: t("photo.fault") }]);
            if (made) setPicture(made);
          }}
        />
        {picture && (
          <ReadyMade
            id="caption"
            label={t("photo.caption")}
            comments={props.criterion.comments}
            value={wording}
            faults={faults}
            onValue={setWording}
          />
        )}
      </main>
      <footer class="foot">
        <button type="button" onClick={() => go(app.place, cardOf(props), true)}>
          {t("cancel")}
        </button>
        <button
          type="button"
          class="primary grow"
          onClick={async () => setFaults(await save(app, props, picture, wording))}
        >
          {t("photo.save")}
        </button>
      </footer>
    </>
  );
}
