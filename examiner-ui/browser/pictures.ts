/** Pictures of every screen, to be looked at: node build/node/browser/pictures.js FOLDER [ru ky:dark …]. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Pack } from "../src/pack/pack.ts";
import { today } from "./day.ts";
import { startServer } from "./server.ts";
import { dropProfile, makeProfile, openTablet, PHONE, TABLET } from "./tablet.ts";
import { compare, tour } from "./tour.ts";

const [folder = "build/pictures", ...languages] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

async function pictures(language: string, theme: "light" | "dark", size: "tablet" | "phone") {
  const pack: Pack = today();
  const server = await startServer("dist", pack);
  const profile = makeProfile();
  const tablet = await openTablet(profile, size === "tablet" ? TABLET : PHONE);
  await tablet.page.emulateMedia({ colorScheme: theme });
  const { page } = tablet;
  const about = { page, address: server.address, language, pack };
  try {
    await tour({ ...about, compared: () => compare(server) }, async (screen) => {
      await page.screenshot({ path: join(folder, `${size}-${language}-${theme}-${screen}.png`) });
    });
  } finally {
    for (const complaint of tablet.complaints) console.log("complaint:", complaint);
    await page.screenshot({ path: join(folder, "last.png") });
    await tablet.close();
    await server.close();
    dropProfile(profile);
  }
}

for (const wanted of languages.length ? languages : ["ru"]) {
  const [language = "ru", theme] = wanted.split(":");
  for (const size of ["tablet", "phone"] as const)
    await pictures(language, theme === "dark" ? "dark" : "light", size);
}
