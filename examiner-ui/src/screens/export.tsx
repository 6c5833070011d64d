/** The file with everything that was marked on this tablet, for when no network comes. */

import { type App, useApp } from "../app.ts";
import { exportFile } from "../log/event.ts";
import { Icon } from "../parts/icon.tsx";
import { t } from "../words/words.ts";

async function saveFile(app: App): Promise<void> {
  const device = app.device.value ?? "tablet";
  const events = await app.store.events();
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
    <button type="button" onClick={() => saveFile(app)}>
      <Icon name="file" />
      {t("sending.export")}
    </button>
  );
}
