/**
 * The service worker keeps every file of the app, each checked against its SHA-256. A new version
 * waits until somebody takes it: nobody is interrupted while marking.
 */

import type { Signal } from "@preact/signals";

function offer(update: Signal<(() => void) | undefined>, registration: ServiceWorkerRegistration) {
  const { waiting } = registration;
  if (!waiting || !navigator.serviceWorker.controller) return;
  update.value = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
      once: true,
    });
    waiting.postMessage("take over");
  };
}

async function register(update: Signal<(() => void) | undefined>): Promise<void> {
  const scope = import.meta.env.BASE_URL;
  const registration = await navigator.serviceWorker.register(`${scope}worker.js`, {
    scope,
    updateViaCache: "none",
  });
  offer(update, registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => offer(update, registration));
  });
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, 15 * 60000);
  addEventListener("online", look);
}

export function watchUpdates(update: Signal<(() => void) | undefined>): void {
  if (!("serviceWorker" in navigator)) return;
  register(update).catch(() => undefined);
}
