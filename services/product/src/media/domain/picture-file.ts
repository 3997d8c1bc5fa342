// What kind of picture a file is, by its first bytes and not by what its sender calls it.

export type PictureKind = "jpeg" | "png" | "webp" | "avif";

/** So much of a file has to be looked at. */
export const HEAD_BYTES = 4_096;

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BRAND_FROM = 8;
const BRAND_TO = 12;

/** Undefined for whatever is not taken: drawings, films, documents, programs. */
export function sniffPicture(head: Buffer): PictureKind | undefined {
  if (startsWith(head, JPEG)) return "jpeg";
  if (startsWith(head, PNG)) return "png";
  const brand = head.toString("latin1", BRAND_FROM, BRAND_TO);
  if (head.toString("latin1", 0, 4) === "RIFF" && brand === "WEBP") return "webp";
  if (head.toString("latin1", 4, BRAND_FROM) === "ftyp" && brand === "avif") return "avif";
  return undefined;
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

const PNG_CHUNKS_FROM = PNG.length;
const CHUNK_FRAME_BYTES = 12;

/** Whether a PNG says before its first image data that it moves. Decoders that know no animation would show one frame of it. */
export function isAnimatedPng(head: Buffer): boolean {
  for (let at = PNG_CHUNKS_FROM; at + CHUNK_FRAME_BYTES <= head.length;) {
    const type = head.toString("latin1", at + 4, at + 8);
    if (type === "acTL") return true;
    if (type === "IDAT") return false;
    at += CHUNK_FRAME_BYTES + head.readUInt32BE(at);
  }
  return false;
}
