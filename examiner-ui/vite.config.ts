import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** The version is what is in the app: the digest of its sources. */
function sourceDigest(): string {
  const hash = createHash("sha256");
  for (const folder of ["src", "public"])
    for (const file of filesOf(folder)) hash.update(file).update(readFileSync(file));
  return hash.update(readFileSync("package-lock.json")).digest("hex").slice(0, 12);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const VERSION = process.env.USTA_UI_VERSION ?? sourceDigest();

/** Writes the service worker, with the digest of every file of the build, and a gzipped twin of each. */
function worker(): Plugin {
  return {
    name: "usta-worker",
    apply: "build",
    writeBundle({ dir = "dist" }) {
      const files: Record<string, string> = {};
      for (const file of filesOf(dir)) {
        const path = relative(dir, file);
        if (path === "worker.js") continue;
        const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
        files[path === "index.html" ? "./" : path] = sha256;
      }
      const source = readFileSync("src/worker.js", "utf8")
        .replace('"__VERSION__"', JSON.stringify(`usta-${VERSION}`))
        .replace('"__FILES__"', JSON.stringify(files));
      writeFileSync(join(dir, "worker.js"), source);
      for (const file of filesOf(dir))
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
    },
  };
}

export default defineConfig({
  base: "/examiner/",
  define: { "import.meta.env.VITE_VERSION": JSON.stringify(VERSION) },
  build: {
    target: "es2022",
    outDir: process.env.USTA_UI_DIST ?? "dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  plugins: [worker()],
});
