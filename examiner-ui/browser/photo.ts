/** A photo as a camera writes it: larger than it may stay, and with a place in it. */

import type { Page } from "playwright-core";

export const PLACE = "GPSLatitude 42.8746";

/** A JPEG of the page's own making, with a segment APP1 (Exif) put in. */
export async function cameraPhoto(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([w, h]) => {
      const canvas = document.createElement("canvas");
      canvas.width = w as number;
      canvas.height = h as number;
      const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
      pen.fillStyle = "#b5651d";
      pen.fillRect(0, 0, canvas.width / 2, canvas.height);
      return canvas.toDataURL("image/jpeg").split(",")[1] as string;
    },
    [width, height],
  );
  const jpeg = Buffer.from(base64, "base64");
  const text = Buffer.from(`Exif\0\0${PLACE}`);
  const head = Buffer.from([0xff, 0xe1, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}

/** Width and height, as the frame header of a JPEG says. */
export function jpegSize(jpeg: Buffer): [number, number] {
  for (let at = 2; at < jpeg.length; ) {
    const kind = jpeg[at + 1] as number;
    if (kind >= 0xc0 && kind <= 0xc2) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  throw new Error("no JPEG");
}
