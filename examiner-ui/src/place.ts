/** Where in the app: in the address behind #, so that reload and the back button work. */

import { type Signal, signal } from "@preact/signals";

export const SCREENS = [
  "roster",
  "identity",
  "mark",
  "note",
  "photo",
  "stop",
  "review",
  "compare",
  "look",
  "sending",
  "settings",
  "paper",
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  readonly screen: Screen;
  readonly attempt?: string | undefined;
  readonly criterion?: string | undefined;
}

export function placeOf(hash: string): Place {
  const [screen, attempt, criterion] = hash.replace(/^#/, "").split("/").map(decodeURIComponent);
  const known = SCREENS.find((each) => each === screen);
  return known ? { screen: known, attempt, criterion } : { screen: "roster" };
}

export function hashOf({ screen, attempt, criterion }: Place): string {
  const parts = [screen, attempt, criterion].filter((part) => part !== undefined);
  return `#${parts.map(encodeURIComponent).join("/")}`;
}

export function openPlace(): Signal<Place> {
  const read = () => {
    try {
      return placeOf(location.hash);
    } catch {
      return { screen: "roster" } as const;
    }
  };
  const place = signal<Place>(read());
  addEventListener("popstate", () => {
    place.value = read();
  });
  return place;
}

export function go(place: Signal<Place>, to: Place, replace = false): void {
  if (replace) history.replaceState(null, "", hashOf(to));
  else history.pushState(null, "", hashOf(to));
  place.value = to;
}
