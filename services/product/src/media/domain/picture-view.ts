// The sizes and formats in which pictures exist, their addresses, and what the API tells of a picture.
import type { Picture } from "@souk/contracts";
import { PICTURE_WIDTHS, pictureSrcset } from "@souk/contracts/pictures";

export const pictureFormats = ["webp", "avif", "jpg"] as const;
export type PictureFormat = (typeof pictureFormats)[number];
export type RenditionName = { readonly width: number; readonly format: PictureFormat };

const DEFAULT_WIDTH = 800;
export const CART_PICTURE_WIDTH = 320;
export const CATEGORY_PICTURE_WIDTH = 800;

/** The path under the gateway's origin. A picture never changes, a new one has a new id: it may be kept for ever. */
export function picturePath(id: string, { width, format }: RenditionName): string {
  return `/media/${id}/${width}.${format}`;
}

export function toPictureView(picture: Omit<Picture, "url" | "srcset">): Picture {
  const { id, optionValue, alt, width, height } = picture;
  const url = picturePath(id, { width: DEFAULT_WIDTH, format: "webp" });
  return { id, url, srcset: pictureSrcset(url), optionValue, alt, width, height };
}

const NAME = /^([0-9]{3,4})\.(webp|avif|jpg)$/;

/** Reads a name like `800.webp`; undefined for a size or format that does not exist. */
export function parseRenditionName(name: string): RenditionName | undefined {
  const [, width, extension] = NAME.exec(name) ?? [];
  const format = pictureFormats.find((known) => known === extension);
  const step = PICTURE_WIDTHS.find((known) => String(known) === width);
  return format === undefined || step === undefined ? undefined : { width: step, format };
}
