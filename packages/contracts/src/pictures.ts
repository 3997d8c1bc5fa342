// In which widths pictures exist: for the service that makes them and for pages that show them. Without schemas, so that a browser may load it.

export const PICTURE_WIDTHS = [160, 320, 480, 640, 800, 1200, 1600] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/** The address of a picture in that width, where its address in any is known (`/media/<id>/800.webp`): they stand side by side. */
export function pictureInWidth(url: string, width: PictureWidth): string {
  return `${url.slice(0, url.lastIndexOf("/"))}/${width}${url.slice(url.lastIndexOf("."))}`;
}

/** The `srcset` of a picture of which one address is known, the narrow ones first. */
export function pictureSrcset(url: string): string {
  return PICTURE_WIDTHS.map((width) => `${pictureInWidth(url, width)} ${width}w`).join(", ");
}
