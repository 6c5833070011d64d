/**
 * Keeps the app on the tablet. The build writes VERSION and FILES here: every file by its address
 * under the scope, with its SHA-256. A version is taken whole, each file as it was built, or not at
 * all; it takes over when the page says so.
 */

const VERSION = "__VERSION__";
const FILES = "__FILES__";

const HOME = new URL("./", self.location).href;

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function isAsBuilt(response, sha256) {
  const bytes = await response.clone().arrayBuffer();
  return response.ok && hex(await crypto.subtle.digest("SHA-256", bytes)) === sha256;
}

/* What the page has just fetched need not come again over a slow line; when it is stale, it must. */
async function keep(cache, [path, sha256]) {
  const address = new URL(path, HOME).href;
  for (const mode of ["default", "reload"]) {
    const response = await fetch(address, { cache: mode, credentials: "same-origin" });
    if (await isAsBuilt(response, sha256)) return cache.put(address, response);
  }
  throw new Error(`${path} is not as it was built`);
}

async function install() {
  const cache = await caches.open(VERSION);
  try {
    await Promise.all(Object.entries(FILES).map((file) => keep(cache, file)));
  } catch (error) {
    await caches.delete(VERSION);
    throw error;
  }
}

async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const address = request.mode === "navigate" ? HOME : request.url;
  const cache = await caches.open(VERSION);
  return (await cache.match(address, { ignoreSearch: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(HOME)) event.respondWith(answer(event.request));
});
