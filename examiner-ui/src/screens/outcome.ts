/** Why enrolling or signing in did not work, in words. */

import type { Outcome } from "../session/session.ts";
import { type Key, t } from "../words/words.ts";

export function outcomeText(outcome: Outcome, wrong: Key): string {
  switch (outcome.is) {
    case "wait":
      return t("net.wait", { n: outcome.seconds });
    case "offline":
      return t("net.none");
    case "first":
      return t("signin.first");
    case "enrol":
      return t("signin.enrol");
    case "revoked":
      return t("signin.revoked");
    case "fault":
      return t("net.other");
    default:
      return t(wrong);
  }
}
