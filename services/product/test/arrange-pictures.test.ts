// Pictures after they were uploaded: their order, what they show, and taking them away; the picture of a category; pictures in a bucket.
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CategoryDetails, Product, ProductPictures } from "@souk/contracts";
import { statement } from "@souk/db";
import { startTestShop } from "@souk/testing";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProductService } from "../src/app.ts";
import { etagOf, fetchPicture, jpeg, readProduct, upload } from "./picture-files.ts";
import { aProduct, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

/** A product in two colours with pictures of both, the first one of the first colour. */
async function pictured(): Promise<Product> {
  const { shop, manager, create } = context;
  const product = await create({
    options: [{ name: "Colour", values: ["Red", "Blue"] }],
    variants: ["Red", "Blue"].map((colour) => ({
      sku: `${colour}-${randomUUID()}`,
      options: { Colour: colour },
      prices: [{ amount: 100, currency: "EUR" }],
    })),
  });
  for (const [index, colour] of ["Red", "Blue"].entries()) {
    const file = await jpeg(10 + index, 10);
    const query = `?alt=${colour}&optionValue=${colour}`;
    await upload(shop, `/products/${product.id}/pictures`, { as: manager, file, query });
  }
  return readProduct(shop, product.id, manager);
}
const put = (id: string, pictures: readonly object[], etag?: string) =>
  context.shop.call("PUT", `/products/${id}/pictures`, {
    as: context.manager,
    body: { pictures },
    ...(etag !== undefined && { headers: { "if-match": etag } }),
  });
const asBody = ({ id, alt, optionValue }: Product["pictures"][number]) => ({ id, alt, optionValue });

describe("the pictures of a product", () => {
  it("stand in the order that staff give them, and show what staff say", async () => {
    const { shop, manager } = context;
    const product = await pictured();
    const [red, blue] = product.pictures.map(asBody);
    const etag = await etagOf(shop, `/products/${product.id}`, manager);
    expect((await put(product.id, [blue!, red!])).status).toBe(428);
    const answer = await put(product.id, [{ ...blue, alt: "Both", optionValue: null }, red!], etag);
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"v4"' } });
    expect((answer.body as ProductPictures).pictures.map(({ alt }) => alt)).toEqual(["Both", "Red"]);
    expect(await readProduct(shop, product.id, manager)).toMatchObject({
      version: 4,
      image: { id: blue!.id, alt: "Both" },
      pictures: [
        { id: blue!.id, optionValue: null },
        { id: red!.id, alt: "Red" },
      ],
      variants: [{ pictureId: red!.id }, { pictureId: blue!.id }],
    });
    const reloaded = await shop.call("GET", `/products/${product.id}/edit`, { as: manager });
    expect((reloaded.body.pictures as { id: string }[]).map(({ id }) => id)).toEqual([blue!.id, red!.id]);
    expect((await put(product.id, [red!, blue!], etag)).status).toBe(412);
  });

  it("are each named once, and show values that the product has", async () => {
    const product = await pictured();
    const [red, blue] = product.pictures.map(asBody);
    for (const wrong of [[red!], [red!, red!], [red!, blue!, { ...red!, id: randomUUID() }]]) {
      expect(await put(product.id, wrong, "*")).toMatchObject({
        status: 400,
        body: { code: "pictures_incomplete" },
      });
    }
    expect(await put(product.id, [red!, { ...blue!, optionValue: "Mauve" }], "*")).toMatchObject({
      status: 400,
      body: { code: "option_value_unknown", errors: [{ pointer: "/pictures/1/optionValue" }] },
    });
  });

  it("are taken away one by one", async () => {
    const { shop, manager } = context;
    const product = await pictured();
    const [red, blue] = product.pictures;
    const remove = (pictureId: string, headers = {}) =>
      shop.call("DELETE", `/products/${product.id}/pictures/${pictureId}`, { as: manager, headers });
    expect((await remove(red!.id)).status).toBe(428);
    expect(await remove(randomUUID(), { "if-match": "*" })).toMatchObject({
      status: 404,
      body: { code: "picture_not_found" },
    });
    expect((await remove(red!.id, { "if-match": "*" })).body).toMatchObject({ pictures: [{ id: blue!.id }] });
    const left = await readProduct(shop, product.id, manager);
    expect(left.variants.map(({ pictureId }) => pictureId)).toEqual([blue!.id, blue!.id]);
  });
});

describe("the picture of a category", () => {
  it("is given, replaced and taken away, with the sizes and the file that it had", async () => {
    const { shop, manager } = context;
    const made = await shop.call("POST", "/categories", {
      as: manager,
      body: { name: `Rugs ${randomUUID()}` },
    });
    const category = made.body as CategoryDetails;
    const path = `/categories/${category.id}/picture`;
    const send = async (width: number, etag?: string, key?: string) =>
      upload(shop, path, {
        as: manager,
        file: await jpeg(width, 20),
        query: "?alt=A%20rug",
        headers: { ...(etag !== undefined && { "if-match": etag }), ...(key && { "idempotency-key": key }) },
      });
    expect((await send(20)).status).toBe(428);
    const key = randomUUID();
    const first = await send(20, String(made.headers.etag), key);
    expect(first).toMatchObject({
      status: 201,
      body: { version: 2, picture: { width: 20, alt: "A rug", optionValue: null } },
    });
    const { image } = first.body as CategoryDetails;
    expect(image).toBe(first.body.picture.url);
    expect((await fetchPicture(shop, image!)).status).toBe(200);
    const list = (await shop.call("GET", "/categories")).body.items as CategoryDetails[];
    expect(list.find(({ id }) => id === category.id)?.image).toBe(image);

    await statement(
      "test",
      `update idempotency_keys set status = null, headers = null, body = null,
      completed_at = null, leased_until = now() - interval '1 second'`,
    ).rows(shop.db("product"), []);
    const afterCrash = await send(20, String(made.headers.etag), key);
    expect(afterCrash.body).toEqual(first.body);

    expect((await send(21, '"v1"')).status).toBe(412);
    const second = await send(21, String(first.headers.etag));
    expect(second.body.picture.id).not.toBe(first.body.picture.id);
    await shop.runJobs("product");
    expect((await fetchPicture(shop, image!)).status).toBe(404);
    const none = await shop.call("DELETE", path, {
      as: manager,
      headers: { "if-match": String(second.headers.etag) },
    });
    expect(none).toMatchObject({ status: 200, body: { version: 4, image: null, picture: null } });
    const unknown = `/categories/${randomUUID()}/picture`;
    expect((await shop.call("DELETE", unknown, { as: manager, headers: { "if-match": "*" } })).status).toBe(
      404,
    );
  });

  it("goes with the category; one that is a product's stays with that", async () => {
    const { shop, manager } = context;
    const made = await shop.call("POST", "/categories", {
      as: manager,
      body: { name: `Lamps ${randomUUID()}` },
    });
    const { id } = made.body as CategoryDetails;
    const etag = { "if-match": "*" };
    const sent = await upload(shop, `/categories/${id}/picture`, {
      as: manager,
      file: await jpeg(30, 30),
      headers: etag,
    });
    await fetchPicture(shop, sent.body.image as string);
    expect((await shop.call("DELETE", `/categories/${id}`, { as: manager, headers: etag })).status).toBe(204);
    await shop.runJobs("product");
    expect((await fetchPicture(shop, sent.body.image as string)).status).toBe(404);
  });
});

describe("a shop whose pictures lie in a bucket", () => {
  it("takes, shows and forgets them there, and writes none of them to its own disk", async () => {
    const directory = await mkdtemp(join(tmpdir(), "souk-bucket-"));
    const bucket = { name: "media", configs: [] };
    const server = new S3rver({
      address: "127.0.0.1",
      port: 0,
      silent: true,
      directory,
      configureBuckets: [bucket],
    });
    const { port } = await server.run();
    const shop = await startTestShop({
      services: [createProductService()],
      env: {
        PRODUCT_MEDIA_S3_BUCKET: "media",
        PRODUCT_MEDIA_S3_ENDPOINT: `http://127.0.0.1:${port}`,
        PRODUCT_MEDIA_S3_PATH_STYLE: "on",
        PRODUCT_MEDIA_S3_ACCESS_KEY_ID: "S3RVER",
        PRODUCT_MEDIA_S3_SECRET_ACCESS_KEY: "S3RVER",
      },
    });
    const as = await shop.administrator();
    const product = (await shop.call("POST", "/products", { as, body: aProduct() })).body as Product;
    const { body } = await upload(shop, `/products/${product.id}/pictures`, { as, file: await jpeg() });
    const answer = await fetchPicture(shop, body.picture.url as string);
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "image/webp" } });
    const stored = await readdir(join(directory, "media"), { recursive: true });
    expect(stored.some((name) => name.includes(`renditions/${body.picture.id}-800.webp`))).toBe(true);
    const { dataDirectory } = shop.service("product").host;
    expect(await readdir(join(dataDirectory, "media")).catch(() => [])).toEqual([]);
    await shop.runJobs("product");
    await shop.close();
    await server.close();
    await rm(directory, { recursive: true });
  });
});
