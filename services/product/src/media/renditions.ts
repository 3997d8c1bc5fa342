// Pictures in the sizes and formats that browsers ask for: made once when they are first wanted, and kept.
import { PICTURE_WIDTHS } from "@souk/contracts/pictures";
import type { Sharp } from "sharp";
import type { ProductMetrics } from "../metrics.ts";
import { pictureFormats, type PictureFormat, type RenditionName } from "./domain/picture-view.ts";
import { loadSharp } from "./load-sharp.ts";
import { createQueue } from "./queue.ts";
import { renditionName, type FileName, type MediaStorage } from "./storage.ts";

export type RenditionRequest = RenditionName & {
  readonly pictureId: string;
  /** Called only where the rendition does not exist yet. */
  readonly loadOriginal: () => Promise<Uint8Array>;
};
export type Renditions = {
  read(request: RenditionRequest): Promise<Buffer>;
  /** All sizes of a picture that is no more. */
  removeAll(pictureId: string): Promise<void>;
};
export type RenditionOptions = {
  readonly storage: MediaStorage;
  readonly workers: number;
  readonly metrics: Pick<ProductMetrics, "pictureDerivations">;
};

/** Waiting longer than this many pictures take is worse than trying again. */
const WAITING_MAX = 500;
const PIXELS_MAX = 50_000_000;

const encoders: Record<PictureFormat, (image: Sharp) => Sharp> = {
  webp: (image) => image.webp({ quality: 80, effort: 3 }),
  avif: (image) => image.avif({ quality: 55, effort: 2 }),
  jpg: (image) => image.flatten({ background: "#ffffff" }).jpeg({ quality: 82, progressive: true }),
};

export const contentTypes: Record<PictureFormat, string> = {
  webp: "image/webp",
  avif: "image/avif",
  jpg: "image/jpeg",
};

export function createRenditions({ storage, workers, metrics }: RenditionOptions): Renditions {
  const flights = new Map<string, Promise<Buffer>>();
  const queue = createQueue({ workers, waitingMax: WAITING_MAX });

  const derive = async (request: RenditionRequest, name: FileName): Promise<Buffer> => {
    const original = await request.loadOriginal();
    const startedAtMs = performance.now();
    const bytes = await render(original, request);
    metrics.pictureDerivations.observe((performance.now() - startedAtMs) / 1000, { format: request.format });
    await storage.write(name, bytes, contentTypes[request.format]);
    return bytes;
  };

  return {
    async read(request) {
      const name = renditionName(request.pictureId, request);
      const kept = await storage.read(name);
      if (kept !== undefined) return kept;
      const flight =
        flights.get(name) ?? queue(() => derive(request, name)).finally(() => flights.delete(name));
      flights.set(name, flight);
      return flight;
    },
    async removeAll(pictureId) {
      for (const width of PICTURE_WIDTHS)
        for (const format of pictureFormats)
          await storage.remove(renditionName(pictureId, { width, format }));
    },
  };
}

async function render(original: Uint8Array, { width, format }: RenditionName): Promise<Buffer> {
  const sharp = await loadSharp();
  const image = sharp(original, { limitInputPixels: PIXELS_MAX, ...(await densityFor(original, width)) })
    .rotate()
    .resize({ width, withoutEnlargement: false });
  return encoders[format](image).toBuffer();
}

const SVG_DENSITY = 72;

/** A drawing is drawn at the size that is wanted, not enlarged. */
async function densityFor(original: Uint8Array, width: number): Promise<{ density?: number }> {
  const sharp = await loadSharp();
  const drawn = await sharp(original, { limitInputPixels: PIXELS_MAX }).metadata();
  return drawn.format === "svg" ? { density: Math.max(1, (SVG_DENSITY * width) / drawn.width) } : {};
}
