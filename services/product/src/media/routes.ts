// Pictures over HTTP: `/media/<id>/<width>.<format>`, to be kept for ever by whoever has one.
import { Refusal } from "@souk/errors";
import { anyone, etagOf, route, stream, type Route } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { parseRenditionName, type PictureFormat } from "./domain/picture-view.ts";
import { findOriginal } from "./store/pictures.ts";

const MediaParams = z.strictObject({ id: z.string().max(64), name: z.string().max(32) });
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CACHE_CONTROL = "public, max-age=31536000, immutable";
const contentTypes: Record<PictureFormat, string> = {
  webp: "image/webp",
  avif: "image/avif",
  jpg: "image/jpeg",
};

const notFound = (): Refusal => new Refusal("not_found", "picture_not_found", "There is no such picture.");

export const mediaRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /media/:id/:name",
    {
      summary: "A picture in one size and format, such as 800.webp",
      tags: ["media"],
      access: anyone(),
      ownership: "none",
      params: MediaParams,
      absolute: true,
    },
    async ({ params }) => {
      const rendition = parseRenditionName(params.name);
      if (rendition === undefined || !UUID.test(params.id)) throw notFound();
      const etag = etagOf(`${params.id}/${params.name}`);
      const bytes = await deps.renditions.read({
        ...rendition,
        pictureId: params.id,
        loadOriginal: () => loadOriginal(deps, params.id),
      });
      return stream(contentTypes[rendition.format], bytes, { "cache-control": CACHE_CONTROL, etag });
    },
  ),
];

async function loadOriginal(deps: Deps, id: string): Promise<Uint8Array> {
  const original = await findOriginal(deps.db, id);
  const bytes = original === undefined ? undefined : await deps.originals.read(original);
  if (bytes === undefined) throw notFound();
  return bytes;
}
