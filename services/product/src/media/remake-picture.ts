// Makes an uploaded file anew: decoded within limits and encoded again, so that nothing of what its sender put into it remains but the
// picture itself. Whatever else the file was (a program, a page, a place where it was taken) is gone.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Refusal } from "@souk/errors";
import type { Metadata } from "sharp";
import { HEAD_BYTES, isAnimatedPng, sniffPicture, type PictureKind } from "./domain/picture-file.ts";
import { loadSharp } from "./load-sharp.ts";
import type { Queue } from "./queue.ts";

export type RemadePicture = {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly key: string;
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly contentType: "image/jpeg" | "image/png";
};
export type RemakePicture = (path: string) => Promise<RemadePicture>;

const PIXELS_MAX = 50_000_000;
/** Larger than any size that is ever shown, also on the finest screen. */
const SIDE_MAX = 4_096;
const TIME_MAX_SECONDS = 20;

/** What each kind is called by the decoder; whoever is another thing to the decoder than to us is two things at once. */
const decodersByKind: Record<PictureKind, string> = { jpeg: "jpeg", png: "png", webp: "webp", avif: "heif" };

/** One at a time, or so many as the queue lets. */
export function createRemakePicture(queue: Queue): RemakePicture {
  return (path) => queue(() => remake(path));
}

async function remake(path: string): Promise<RemadePicture> {
  const metadata = await inspect(path);
  const sharp = await loadSharp();
  const image = sharp(path, { limitInputPixels: PIXELS_MAX, failOn: "error" })
    .autoOrient()
    .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: "inside", withoutEnlargement: true })
    .timeout({ seconds: TIME_MAX_SECONDS });
  const encoded = metadata.hasAlpha ? image.png() : image.jpeg({ quality: 90, chromaSubsampling: "4:4:4" });
  const { data: bytes, info } = await encoded.toBuffer({ resolveWithObject: true }).catch(refuseUnreadable);
  return {
    bytes,
    key: createHash("sha256").update(bytes).digest("hex"),
    width: info.width,
    height: info.height,
    contentType: metadata.hasAlpha ? "image/png" : "image/jpeg",
  };
}

/** What the file says of itself, without decoding it. */
async function inspect(path: string): Promise<Metadata> {
  const head = await readHead(path);
  const kind = sniffPicture(head);
  if (kind === undefined) {
    throw new Refusal(
      "unsupported_media_type",
      "picture_type_unsupported",
      "Send a JPEG, PNG, WebP or AVIF picture. Drawings (SVG) may carry programs, GIFs move; neither is taken.",
    );
  }
  const sharp = await loadSharp();
  const metadata = await sharp(path, { limitInputPixels: false }).metadata().catch(refuseUnreadable);
  if (metadata.format !== decodersByKind[kind]) return refuseUnreadable(undefined);
  if ((metadata.pages ?? 1) > 1 || isAnimatedPng(head))
    throw new Refusal("invalid", "picture_animated", "Pictures that move are not taken.");
  const { width, height } = metadata;
  if (width * height > PIXELS_MAX) {
    throw new Refusal(
      "invalid",
      "picture_too_many_pixels",
      `A picture of ${width} × ${height} pixels is too large; ${PIXELS_MAX / 1_000_000} million pixels are the most.`,
      { extra: { width, height, pixelsMax: PIXELS_MAX } },
    );
  }
  return metadata;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuseUnreadable(cause: unknown): never {
  throw new Refusal("invalid", "picture_unreadable", "The picture is broken, or takes too long to decode.", {
    cause,
  });
}
