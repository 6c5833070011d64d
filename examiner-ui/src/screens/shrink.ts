/**
 * A picture of at most 1280 px a side, as a JPEG. It is drawn anew: nothing of the camera's file, so
 * neither place nor time nor the kind of camera, gets into the new one.
 */

import { digestOf } from "../base/bytes.ts";

export const LONGEST_SIDE = 1280;
const QUALITY = 0.8;

export interface Picture {
  readonly bytes: ArrayBuffer;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
}

/** Rejects for what is no picture. */
export async function shrink(file: Blob): Promise<Picture> {
  const source = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(source, 0, 0, width, height);
  source.close();
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, "image/jpeg", QUALITY));
  if (!blob) throw new Error("the canvas gives no picture");
  const bytes = await blob.arrayBuffer();
  return { bytes, sha256: await digestOf(new Uint8Array(bytes)), width, height };
}
