// Uploading pictures: what is kept of them, what is refused and why, and that nothing is left of what came to nothing.
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { AddedPicture, Product } from "@souk/contracts";
import { statement } from "@souk/db";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { originalName, renditionName } from "../src/media/storage.ts";
import { etagOf, fetchPicture, jpeg, readProduct, upload, type Upload } from "./picture-files.ts";
import { startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const send = (product: Pick<Product, "id">, options: Omit<Upload, "as">) =>
  upload(context.shop, `/products/${product.id}/pictures`, { as: context.manager, ...options });
const mediaFolder = (): string => `${context.shop.service("product").host.dataDirectory}/media`;
const originals = async (): Promise<string[]> => readdir(`${mediaFolder()}/originals`).catch(() => []);
const run = (text: string, ...parameters: unknown[]) =>
  statement<Record<string, unknown>, readonly unknown[]>("test", text).rows(
    context.shop.db("product"),
    parameters,
  );

describe("an uploaded picture", () => {
  it("is shown with the product and the variants it belongs to, and everybody is told", async () => {
    const { shop, manager, create } = context;
    const product = await create({
      options: [{ name: "Colour", values: ["Red", "Blue"] }],
      variants: ["Red", "Blue"].map((colour) => ({
        sku: `ADD-${colour}`,
        options: { Colour: colour },
        prices: [{ amount: 100, currency: "EUR" }],
      })),
    });
    const whole = await send(product, { file: await jpeg(), query: "?alt=Both" });
    const query = "?alt=The%20blue%20one&optionValue=Blue";
    const blue = await send(product, { file: await jpeg(400, 300, { r: 0, g: 0, b: 200 }), query });
    const added = blue.body as AddedPicture;
    expect([whole.status, blue.status, blue.headers.etag]).toEqual([201, 201, '"v3"']);
    expect(await readProduct(shop, product.id, manager)).toMatchObject({
      version: 3,
      image: { id: whole.body.picture.id, width: 400, height: 300 },
      pictures: [
        { alt: "Both", optionValue: null },
        { id: added.picture.id, alt: "The blue one", optionValue: "Blue" },
      ],
      variants: [{ pictureId: whole.body.picture.id }, { pictureId: added.picture.id }],
    });
    const { bytes } = await fetchPicture(shop, `/media/${added.picture.id}/160.webp`);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 160, height: 120 });
    await shop.settled();
    const said = (await shop.published("product")).filter(
      ({ data }) => JSON.stringify(data).includes(product.id) && JSON.stringify(data).includes("picture"),
    );
    expect(said.map(({ data }) => (data as { action: string }).action)).toEqual([
      "product.add_picture",
      "product.add_picture",
    ]);
  });

  it("keeps nothing of what its sender put into it but the picture, turned as the camera was held", async () => {
    const product = await context.create();
    const secret = "MADE AT 52.5200 N, 13.4050 E";
    const file = await sharp(await jpeg(400, 200))
      .withExif({ IFD0: { ImageDescription: secret, Orientation: "6" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const polyglot = Buffer.concat([file, Buffer.from("<script>alert(1)</script>PK\u0003\u0004")]);
    const { body } = await send(product, { file: polyglot });
    expect(body.picture).toMatchObject({ width: 200, height: 400 });
    const [row] = await run("select file_key from pictures where id = $1::uuid", body.picture.id);
    const kept = await readFile(`${mediaFolder()}/originals/${String(row?.file_key)}`);
    expect(kept.includes("MADE AT") || kept.includes("script") || kept.includes("PK\u0003\u0004")).toBe(
      false,
    );
    expect(await sharp(kept).metadata()).toMatchObject({ format: "jpeg", width: 200, height: 400 });
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect(createHash("sha256").update(kept).digest("hex")).toBe(row?.file_key);
  });

  it.each(["png", "webp", "avif"] as const)("may be %s, with what shines through it", async (format) => {
    const product = await context.create();
    const clear = sharp({ create: { width: 20, height: 10, channels: 4, background: "#00ff0080" } });
    const { status, body } = await send(product, { file: await clear[format]().toBuffer() });
    expect(status).toBe(201);
    const { bytes } = await fetchPicture(context.shop, `/media/${body.picture.id}/160.webp`);
    expect(await sharp(bytes).metadata()).toMatchObject({ hasAlpha: true });
  });

  it("that is larger than any screen is kept smaller", async () => {
    const { body } = await send(await context.create(), { file: await jpeg(6_000, 1_500) });
    expect(body.picture).toMatchObject({ width: 4_096, height: 1_024 });
  });

  it("is one file however many products show it, and goes when none does any more", async () => {
    const { shop, manager, create } = context;
    const file = await jpeg(64, 64, { r: 1, g: 2, b: 3 });
    const before = new Set(await originals());
    const [one, other] = [await create(), await create()];
    const pictures = [await send(one, { file }), await send(other, { file })];
    const [key, ...more] = (await originals()).filter((name) => !before.has(name));
    expect(more).toEqual([]);
    const urls = pictures.map(({ body }) => (body as AddedPicture).picture.url);
    for (const url of urls) expect((await fetchPicture(shop, url)).status).toBe(200);

    const remove = async (product: Product, index: number) => {
      const { id } = (pictures[index]!.body as AddedPicture).picture;
      const headers = { "if-match": await etagOf(shop, `/products/${product.id}`, manager) };
      const answer = await shop.call("DELETE", `/products/${product.id}/pictures/${id}`, {
        as: manager,
        headers,
      });
      expect(answer).toMatchObject({ status: 200, body: { version: 3, pictures: [] } });
      await run("update media_files set touched_at = now() - interval '2 hours'");
      await shop.runJobs("product");
    };
    await remove(one, 0);
    expect((await fetchPicture(shop, urls[0]!)).status).toBe(404);
    expect((await fetchPicture(shop, urls[1]!)).status).toBe(200);
    expect(await originals()).toContain(key);
    await remove(other, 1);
    expect(await originals()).not.toContain(key);
    expect((await fetchPicture(shop, urls[1]!)).status).toBe(404);
    expect(
      (await readdir(`${mediaFolder()}/renditions`)).filter((name) =>
        urls.some((url) => url.includes(name.slice(0, 36))),
      ),
    ).toEqual([]);
  });

  it("is added once for a key, however often it is sent", async () => {
    const product = await context.create();
    const headers = { "idempotency-key": randomUUID() };
    const file = await jpeg();
    const [first, again] = [await send(product, { file, headers }), await send(product, { file, headers })];
    expect(again).toMatchObject({ status: 201, body: first.body });
    await forgetAnswers();
    const afterCrash = await send(product, { file, headers });
    expect(afterCrash.body).toEqual(first.body);
    expect(afterCrash.headers["idempotent-replayed"]).toBeUndefined();
  });
});

/** As if the process had died after the work and before its answer was kept. */
const forgetAnswers = () =>
  run(`update idempotency_keys set status = null, headers = null, body = null, completed_at = null,
              leased_until = now() - interval '1 second'`);

const png = async (): Promise<Buffer> =>
  sharp(await jpeg())
    .png()
    .toBuffer();

/** A PNG that says it is so wide and high, and has nothing more to say. */
function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    PNG_MAGIC,
    chunk("IHDR", header),
    chunk("IDAT", Buffer.alloc(8)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
const PNG_MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([frame, named, sum]);
}

async function movingPng(): Promise<Buffer> {
  const still = await png();
  const afterHeader = 8 + 25;
  const control = chunk("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
  return Buffer.concat([still.subarray(0, afterHeader), control, still.subarray(afterHeader)]);
}

async function movingWebp(): Promise<Buffer> {
  const frames = await sharp({ create: { width: 10, height: 20, channels: 3, background: "red" } })
    .composite([
      {
        input: await sharp({ create: { width: 10, height: 10, channels: 3, background: "blue" } })
          .png()
          .toBuffer(),
        top: 10,
        left: 0,
      },
    ])
    .raw()
    .toBuffer();
  return sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
    .webp({ loop: 0 })
    .toBuffer();
}

describe("a file is refused", () => {
  const cases: readonly (readonly [string, () => Buffer | Promise<Buffer>, number, string])[] = [
    [
      "that is a drawing (SVG)",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      "picture_type_unsupported",
    ],
    [
      "that is a GIF",
      async () =>
        sharp(await jpeg(4, 4))
          .gif()
          .toBuffer(),
      415,
      "picture_type_unsupported",
    ],
    [
      "that is a page calling itself a picture",
      () => Buffer.from("<html><script>alert(1)</script>"),
      415,
      "picture_type_unsupported",
    ],
    ["of three bytes", () => Buffer.from([0xff, 0xd8, 0x00]), 415, "picture_type_unsupported"],
    [
      "that only begins like a JPEG",
      () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]),
      400,
      "picture_unreadable",
    ],
    ["that is cut off", async () => (await png()).subarray(0, 200), 400, "picture_unreadable"],
    [
      "that is one thing by its first bytes and another to the decoder",
      () => Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), Buffer.alloc(64)]),
      400,
      "picture_unreadable",
    ],
    ["that is a PNG that moves", movingPng, 400, "picture_animated"],
    ["that is a WebP that moves", movingWebp, 400, "picture_animated"],
    [
      "that would be huge once it is decoded",
      () => hollowPng(30_000, 30_000),
      400,
      "picture_too_many_pixels",
    ],
  ];
  it.each(cases)("%s", async (_, make, status, code) => {
    const product = await context.create();
    const answer = await send(product, { file: await make() });
    expect(answer).toMatchObject({ status, body: { code } });
    expect((await readProduct(context.shop, product.id, context.manager)).version).toBe(1);
  });

  it("for a product that is not there, by who may not, for another version, or for a value that no option has", async () => {
    const { shop, create, manager } = context;
    const file = await jpeg();
    const product = await create();
    expect(await send({ id: randomUUID() }, { file })).toMatchObject({
      status: 404,
      body: { code: "product_not_found" },
    });
    const reader = await shop.staff(["products:read"]);
    expect((await upload(shop, `/products/${product.id}/pictures`, { as: reader, file })).status).toBe(403);
    const stale = await send(product, { file, headers: { "if-match": '"v7"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: "version_stale" } });
    const seen = { "if-match": await etagOf(shop, `/products/${product.id}`, manager) };
    expect((await send(product, { file, headers: seen })).status).toBe(201);
    expect(await send(product, { file, query: "?optionValue=Mauve" })).toMatchObject({
      status: 400,
      body: { code: "option_value_unknown", errors: [{ pointer: "/optionValue" }] },
    });
  });

  it("when the product has as many pictures as a product may have, also by those that come at the same time", async () => {
    const product = await context.create();
    await run(
      `insert into pictures (id, product_id, position, alt, width, height, original, content_type, created_at)
       select gen_random_uuid(), $1::uuid, n, '', 1, 1, 'drawn:a/front/', 'image/svg+xml', now() from generate_series(0, 27) n`,
      product.id,
    );
    const answers = await Promise.all(
      [1, 2, 3].map(async (shade) => send(product, { file: await jpeg(8, 8, { r: shade, g: 0, b: 0 }) })),
    );
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("pictures_full");
    expect(await send(product, { file: await jpeg(8, 8) })).toMatchObject({
      body: { code: "pictures_full" },
    });
  });

  it("while the very same one is being deleted, and taken as soon as it is gone", async () => {
    const product = await context.create();
    const file = await jpeg(16, 16, { r: 9, g: 9, b: 9 });
    await send(await context.create(), { file });
    await run("update media_files set status = 'going'");
    expect(await send(product, { file })).toMatchObject({
      status: 503,
      body: { code: "picture_being_deleted" },
    });
    await run("update media_files set status = 'kept'");
    expect((await send(product, { file })).status).toBe(201);
  });
});

describe("the sweep of files", () => {
  it("takes what came to nothing, goes on where it died, and leaves what is in use or new", async () => {
    const { shop, create, manager } = context;
    const product = await create();
    await send(product, { file: await jpeg(21, 21) });
    const used = new Set(await originals());
    const draft = await create();
    await run("alter table product_details rename to mislaid");
    const lost = await send(draft, { file: await jpeg(22, 22) });
    await run("alter table mislaid rename to product_details");
    expect(lost.status).toBe(500);
    const [orphan = ""] = (await originals()).filter((name) => !used.has(name));
    await shop.runJobs("product");
    expect(await originals()).toContain(orphan);

    const leftover = `${mediaFolder()}/originals/${orphan}.dead.part`;
    const fresh = `${mediaFolder()}/originals/${orphan}.alive.part`;
    await Promise.all([writeFile(leftover, "half"), writeFile(fresh, "half")]);
    await utimes(leftover, new Date(0), new Date(0));
    await run(
      "update media_files set touched_at = now() - interval '2 hours', status = case key when $1 then 'going' else status end",
      orphan,
    );
    await shop.runJobs("product");
    const left = await originals();
    expect(left).not.toContain(orphan);
    expect(left).toContain(`${orphan}.alive.part`);
    expect(left).not.toContain(`${orphan}.dead.part`);
    const { image } = await readProduct(shop, product.id, manager);
    expect((await fetchPicture(shop, image!.url)).status).toBe(200);
  });

  it("knows no names but hashes and ids", () => {
    expect(() => originalName("../secrets.json")).toThrow("no file has such a name");
    expect(() => renditionName("x/../y", { width: 160, format: "jpg" })).toThrow("no file has such a name");
  });
});
