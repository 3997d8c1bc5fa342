// Pictures over HTTP: `/media/<id>/<width>.<format>`, to be kept for ever by whoever has one, and what staff do with those of products.
import {
  AddedPicture,
  PICTURE_BYTES_MAX,
  ProductParams,
  ProductPictureParams,
  ProductPictures,
  ProductPicturesBody,
  UploadPictureQuery,
} from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { anyone, etagOf, json, route, staff, stream, type Route } from "@souk/http";
import { z } from "zod";
import type { CatalogueProduct } from "../catalogue/domain/product.ts";
import { optionalVersionGuard, versionEtag, versionGuard } from "../catalogue/product-version.ts";
import type { Deps } from "../deps.ts";
import { addPicture } from "./commands/add-picture.ts";
import { arrangePictures } from "./commands/arrange-pictures.ts";
import { deletePicture } from "./commands/delete-picture.ts";
import { parseRenditionName, toPictureView } from "./domain/picture-view.ts";
import { contentTypes } from "./renditions.ts";
import { findOriginal } from "./store/pictures.ts";

const MediaParams = z.strictObject({ id: z.string().max(64), name: z.string().max(32) });
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CACHE_CONTROL = "public, max-age=31536000, immutable";
/** Decoding a large picture takes a core for a second. */
export const UPLOAD_COST = 10;

const notFound = (): Refusal => new Refusal("not_found", "picture_not_found", "There is no such picture.");

export const mediaRoutes = (deps: Deps): readonly Route[] => [readRoute(deps), ...staffRoutes(deps)];

const readRoute = (deps: Deps): Route =>
  route(
    "GET /media/:id/:name",
    {
      summary: "A picture in one size and format, such as 800.webp",
      tags: ["media"],
      access: anyone(),
      ownership: "none",
      params: MediaParams,
      absolute: true,
      cost: 0,
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
  );

async function loadOriginal(deps: Deps, id: string): Promise<Uint8Array> {
  const original = await findOriginal(deps.db, id);
  const bytes = original === undefined ? undefined : await deps.originals.read(original);
  if (bytes === undefined) throw notFound();
  return bytes;
}

const staffRoutes = (deps: Deps): readonly Route[] => [
  route(
    "POST /products/:id/pictures",
    {
      summary: "Add a picture to a product; the body is the file (JPEG, PNG, WebP or AVIF)",
      tags: ["media"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      params: ProductParams,
      query: UploadPictureQuery,
      rawBody: "file",
      bodyLimitBytes: PICTURE_BYTES_MAX,
      response: AddedPicture,
      status: 201,
      cost: UPLOAD_COST,
    },
    async ({ params, query, body, caller, headers, idempotency }) => {
      const id = idempotency?.resourceId ?? deps.newId();
      const { product, picture } = await addPicture(deps, {
        id,
        productIdOrSlug: params.id,
        path: body.path,
        alt: query.alt,
        optionValue: query.optionValue ?? null,
        actorId: caller.userId,
        requireVersion: optionalVersionGuard(headers),
      });
      return json(
        { ...toPicturesView(product), picture: toPictureView(picture) },
        { status: 201, etag: versionEtag(product.version) },
      );
    },
  ),
  route(
    "PUT /products/:id/pictures",
    {
      summary: "Order a product's pictures and say what they show; names each of them once",
      tags: ["media"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      params: ProductParams,
      body: ProductPicturesBody,
      response: ProductPictures,
    },
    async ({ params, body, caller, headers }) => {
      const command = {
        productIdOrSlug: params.id,
        pictures: body.pictures,
        actorId: caller.userId,
        requireVersion: versionGuard(headers),
      };
      return answerWithPictures(await arrangePictures(deps, command));
    },
  ),
  route(
    "DELETE /products/:id/pictures/:pictureId",
    {
      summary: "Take a picture away from a product",
      tags: ["media"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      params: ProductPictureParams,
      response: ProductPictures,
    },
    async ({ params, caller, headers }) => {
      const command = {
        productIdOrSlug: params.id,
        pictureId: params.pictureId,
        actorId: caller.userId,
        requireVersion: versionGuard(headers),
      };
      return answerWithPictures(await deletePicture(deps, command));
    },
  ),
];

function toPicturesView({ id, version, pictures }: CatalogueProduct): ProductPictures {
  return { productId: id, version, pictures: pictures.map(toPictureView) };
}

const answerWithPictures = (product: CatalogueProduct) =>
  json(toPicturesView(product), { etag: versionEtag(product.version) });
