/** Which screen is shown: by who this tablet and who signed in is, then by the place. */

import { useEffect } from "preact/hooks";
import { type App, attemptOf, sheetOf, useApp } from "../app.ts";
import { criteriaOf } from "../pack/pack.ts";
import { go } from "../place.ts";
import { Compare } from "./compare.tsx";
import { Enrol } from "./enrol.tsx";
import { Identity } from "./identity.tsx";
import { Look } from "./look.tsx";
import { MarkSheet } from "./mark.tsx";
import { NoteScreen } from "./note.tsx";
import { Paper } from "./paper.tsx";
import { PhotoScreen } from "./photo.tsx";
import { Review } from "./review.tsx";
import { Roster } from "./roster.tsx";
import { Sending } from "./sending.tsx";
import { Settings } from "./settings.tsx";
import { SignIn } from "./signin.tsx";
import { StopScreen } from "./stop.tsx";

const ofAttempt = {
  identity: Identity,
  mark: MarkSheet,
  review: Review,
  compare: Compare,
  paper: Paper,
} as const;
const ofLine = { note: NoteScreen, photo: PhotoScreen, stop: StopScreen, look: Look } as const;

/** A place of an attempt or line that is not there any more leads to the roster. */
function attemptScreen(app: App) {
  const { screen, attempt: name = "", criterion: id } = app.place.value;
  const pack = app.pack.value;
  const attempt = attemptOf(app, name);
  if (!pack || !attempt) return null;
  const opened = sheetOf(app, name).opened;
  if (screen in ofAttempt) {
    const chosen = opened || screen === "paper" ? screen : "identity";
    const Screen = ofAttempt[chosen as keyof typeof ofAttempt];
    return <Screen key={`${chosen} ${name}`} pack={pack} attempt={attempt} />;
  }
  const criterion = criteriaOf(pack, attempt).find((each) => each.id === id);
  if (!criterion || !opened) return null;
  const Screen = ofLine[screen as keyof typeof ofLine];
  return <Screen key={`${screen} ${name} ${id}`} {...{ pack, attempt, criterion }} />;
}

function Signed() {
  const app = useApp();
  const { screen } = app.place.value;
  const shown = attemptScreen(app);
  const lost = !shown && screen !== "roster" && screen !== "sending" && screen !== "settings";
  useEffect(() => {
    if (lost) go(app.place, { screen: "roster" }, true);
  }, [app, lost]);
  if (screen === "sending") return <Sending key="sending" />;
  if (screen === "settings") return <Settings key="settings" />;
  return shown ?? <Roster key="roster" />;
}

export function Shell() {
  const app = useApp();
  const { screen, criterion } = app.place.value;
  const signed = app.session.value !== undefined;
  useEffect(() => {
    if (!criterion || screen !== "mark") scrollTo(0, 0);
  }, [screen, signed]);
  if (!app.device.value) return <Enrol />;
  if (!signed) return <SignIn />;
  return <Signed />;
}
