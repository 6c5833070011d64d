/** The file with everything that was marked on this tablet, for when no network comes. */

import { type App, useApp } from "../app.ts";
import { exportFile, type LogEvent } from "../log/event.ts";
import { Icon } from "../parts/icon.tsx";
import { t } from "../words/words.ts";

/** One file for each name this tablet has had. */
async function saveFiles(app: App): Promise<void> {
  const all = await app.store.events();
  for (const device of new Set(all.map((event) => event.device)))
    saveFile(
      device,
      all.filter((event) => event.device === device),
    );
}

function saveFile(device: string, events: readonly LogEvent[]): void {
  const file = new Blob([exportFile(device, events)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `usta-${device}-${events.at(-1)?.seq ?? 0}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export function ExportButton() {
  const app = useApp();
  return (
    <button type="button" onClick={() => saveFiles(app)}>
      <Icon name="file" />
      {t("sending.export")}
    </button>
  );
}
