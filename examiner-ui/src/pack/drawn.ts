/**
 * Which pieces to measure: for `draw: random` lines. The same sheet always draws the same of so many
 * pieces, so nobody can draw until the choice suits; nobody can foresee it either, since it comes from
 * the hash of the event that opened the sheet.
 */

import { utf8 } from "../base/bytes.ts";

async function digestBytes(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
}

/** `count` different numbers from 1 to `pieces`, in order; all of them when there are no more. */
export async function drawPieces(
  openHash: string,
  criterion: string,
  pieces: number,
  count: number,
): Promise<number[]> {
  const ranked: { piece: number; rank: string }[] = [];
  for (let piece = 1; piece <= pieces; piece++) {
    const bytes = await digestBytes(`${openHash} ${criterion} ${pieces} ${piece}`);
    ranked.push({ piece, rank: String.fromCharCode(...bytes) });
  }
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked
    .slice(0, count)
    .map(({ piece }) => piece)
    .sort((a, b) => a - b);
}
