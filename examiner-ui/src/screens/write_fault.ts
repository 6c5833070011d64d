/** Why an event could not be written, in words. */

import { t } from "../words/words.ts";

export function writeFault(error: unknown): string {
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  return t(full ? "mark.full" : "mark.fault");
}
