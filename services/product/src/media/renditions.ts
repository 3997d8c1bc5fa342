// Pictures in the sizes and formats that browsers ask for: made once when they are first wanted, kept on disk.
import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import type { ProductMetrics } from "../metrics.ts";
import type { PictureFormat, RenditionName } from "./domain/picture-view.ts";
import { createQueue } from "./queue.ts";

export type RenditionRequest = RenditionName & {
  readonly pictureId: string;
  /** Called only where the rendition does not exist yet. */
  readonly loadOriginal: () => Promise<Uint8Array>;
};
export type Renditions = { read(request: RenditionRequest): Promise<Buffer> };
export type RenditionOptions = {
  readonly directory: string;
  readonly workers: number;
  readonly metrics: Pick<ProductMetrics, "pictureDerivations">;
};

/** Waiting longer than this many pictures take is worse than trying again. */
const WAITING_MAX = 500;
const PIXELS_MAX = 50_000_000;

// One thread for each picture: how many are made at once is decided here, not by libvips.
sharp.concurrency(1);

const encoders: Record<PictureFormat, (image: Sharp) => Sharp> = {
  webp: (image) => image.webp({ quality: 80, effort: 3 }),
  avif: (image) => image.avif({ quality: 55, effort: 2 }),
  jpg: (image) => image.flatten({ background: "#ffffff" }).jpeg({ quality: 82, progressive: true }),
};

export function createRenditions({ directory, workers, metrics }: RenditionOptions): Renditions {
  const flights = new Map<string, Promise<Buffer>>();
  const queue = createQueue({ workers, waitingMax: WAITING_MAX });

  const derive = async (request: RenditionRequest, path: string): Promise<Buffer> => {
    const original = await request.loadOriginal();
    const startedAtMs = performance.now();
    const bytes = await render(original, request);
    metrics.pictureDerivations.observe((performance.now() - startedAtMs) / 1000, { format: request.format });
    // Whole or not at all, also when the process dies here or a second one makes the same picture.
    const part = `${path}.${randomUUID()}.part`;
    await writeFile(part, bytes);
    await rename(part, path);
    return bytes;
  };

  return {
    async read(request) {
      const name = `${request.pictureId}-${request.width}.${request.format}`;
      const path = join(directory, name);
      const kept = await readIfThere(path);
      if (kept !== undefined) return kept;
      const flight =
        flights.get(name) ?? queue(() => derive(request, path)).finally(() => flights.delete(name));
      flights.set(name, flight);
      return flight;
    },
  };
}

async function render(original: Uint8Array, { width, format }: RenditionName): Promise<Buffer> {
  const image = sharp(original, { limitInputPixels: PIXELS_MAX, ...(await densityFor(original, width)) })
    .rotate()
    .resize({ width, withoutEnlargement: false });
  return encoders[format](image).toBuffer();
}

const SVG_DENSITY = 72;

/** A drawing is drawn at the size that is wanted, not enlarged. */
async function densityFor(original: Uint8Array, width: number): Promise<{ density?: number }> {
  const drawn = await sharp(original, { limitInputPixels: PIXELS_MAX }).metadata();
  return drawn.format === "svg" ? { density: Math.max(1, (SVG_DENSITY * width) / drawn.width) } : {};
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
