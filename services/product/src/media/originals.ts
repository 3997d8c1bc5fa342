// Where the pictures come from: files that were uploaded, or drawings that a function makes when they are needed. Derived sizes are
// renditions.ts.
import { originalName, type MediaStorage } from "./storage.ts";

export const pictureViews = ["front", "detail", "in_use"] as const;
export type PictureView = (typeof pictureViews)[number];
/** One drawing of the demo shop; without a colour where the product has none. */
export type PictureRequest = {
  readonly productSlug: string;
  readonly view: PictureView;
  readonly optionValue?: string;
};
/** Gives an SVG. */
export type DrawPicture = (request: PictureRequest) => string;

export type Originals = {
  /** The picture as it is kept; undefined where it cannot be found. */
  read(original: string): Promise<Uint8Array | undefined>;
};

const FILE = "file:";
const DRAWN = "drawn:";

/** How a picture refers to an uploaded file. */
export const fileOriginal = (key: string): string => FILE + key;

/** How a picture refers to a drawing. */
export function drawnOriginal({ productSlug, view, optionValue = "" }: PictureRequest): string {
  return DRAWN + [productSlug, view, optionValue].map(encodeURIComponent).join("/");
}

function parseDrawnOriginal(original: string): PictureRequest | undefined {
  const parts = original.slice(DRAWN.length).split("/").map(decodeURIComponent);
  const [productSlug = "", viewName, optionValue = ""] = parts;
  const view = pictureViews.find((known) => known === viewName);
  return view && { productSlug, view, ...(optionValue === "" ? {} : { optionValue }) };
}

export function createOriginals(options: {
  readonly storage: MediaStorage;
  readonly drawPicture?: DrawPicture;
}): Originals {
  const { storage, drawPicture } = options;
  return {
    async read(original) {
      if (original.startsWith(FILE)) return storage.read(originalName(original.slice(FILE.length)));
      const request = parseDrawnOriginal(original);
      return request === undefined || drawPicture === undefined
        ? undefined
        : Buffer.from(drawPicture(request));
    },
  };
}
