// Pictures over HTTP: made on demand of drawings and files, in the sizes and formats that exist and in no others.
import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import type { Product, ProductPage } from "@souk/contracts";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedCatalogue } from "../src/app.ts";
import { createQueue } from "../src/media/queue.ts";
import { startProductShop, type ProductShop } from "./product-shop.ts";
import { seedCatalogueData } from "./seed-shop.ts";

let context: ProductShop;
let product: Product;
const drawn: object[] = [];

beforeAll(async () => {
  context = await startProductShop({
    drawPicture: (request) => {
      drawn.push(request);
      const fill = request.optionValue === "Indigo" ? "#224488" : "#aa3322";
      return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1500"><rect width="1200" height="1500" fill="${fill}"/></svg>`;
    },
  });
  await seedCatalogue(context.shop.service("product").host, seedCatalogueData);
  product = (await context.shop.call("GET", "/products/madder-kilim")).body as Product;
});
afterAll(() => context.shop.close());

async function fetchPicture(path: string, headers: Record<string, string> = {}) {
  const answer = await context.shop.app.inject({ method: "GET", url: path, headers });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}

describe("a picture", () => {
  it("comes in the size and format asked for, to be kept for ever", async () => {
    const { id } = product.pictures[1]!;
    for (const [name, format, type] of [
      ["320.webp", "webp", "image/webp"],
      ["160.avif", "heif", "image/avif"],
      ["480.jpg", "jpeg", "image/jpeg"],
    ] as const) {
      const { status, headers, bytes } = await fetchPicture(`/media/${id}/${name}`);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
      });
      const width = Number.parseInt(name, 10);
      expect(await sharp(bytes).metadata()).toMatchObject({ format, width, height: (width * 5) / 4 });
      const again = await fetchPicture(`/media/${id}/${name}`, { "if-none-match": String(headers.etag) });
      expect(again.status).toBe(304);
    }
    const { dominant } = await sharp((await fetchPicture(`/media/${id}/480.jpg`)).bytes).stats();
    expect(dominant.b).toBeGreaterThan(dominant.r);
  });

  it("is drawn once for a size, however many ask at the same time, and never again", async () => {
    const { id } = product.pictures[0]!;
    drawn.length = 0;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => fetchPicture(`/media/${id}/640.webp`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await fetchPicture(`/media/${id}/640.webp`);
    expect(drawn).toEqual([{ productSlug: "madder-kilim", view: "front", optionValue: "Madder" }]);
    const files = await readdir(`${context.shop.service("product").host.dataDirectory}/media/renditions`);
    expect(files.filter((file) => file.endsWith(".part"))).toEqual([]);
  });

  it("is offered by the product in the sizes that exist", async () => {
    const picture = product.pictures[2]!;
    expect(picture.url).toBe(`/media/${picture.id}/800.webp`);
    expect(picture.srcset.split(", ").map((part) => part.split(" ")[1])).toEqual([
      "160w",
      "320w",
      "480w",
      "640w",
      "800w",
      "1200w",
      "1600w",
    ]);
    expect((await fetchPicture(picture.url)).status).toBe(200);
    expect(drawn).toContainEqual({ productSlug: "madder-kilim", view: "in_use" });
  });

  it("is told in lists by its address alone, and a variant by what a cart needs", async () => {
    const { body } = await context.shop.call("GET", "/products");
    const item = (body as ProductPage).items.find(({ id }) => id === product.id);
    const { url, alt, width, height } = product.image!;
    const variants = product.variants.map(({ id, sku, name, price, available }) => {
      return { id, sku, name, price, available };
    });
    const { id, slug, name, subtitle, categorySlug, available, featured, createdAt, rating } = product;
    const { price, compareAtPrice, lowestPrice30Days } = product;
    const card = { id, slug, name, subtitle, categorySlug, available, featured, createdAt, rating };
    const prices = { price, compareAtPrice, lowestPrice30Days };
    expect(item).toEqual({ ...card, ...prices, image: { url, alt, width, height }, variants });
    expect(variants.length).toBeGreaterThan(1);
  });

  it.each(["333.webp", "800.gif", "800.webp.exe", "webp", "0800.webp", "..%2f800.webp"])(
    "does not exist as %s",
    async (name) => {
      expect((await fetchPicture(`/media/${product.pictures[0]!.id}/${name}`)).status).toBe(404);
    },
  );

  it("that nobody knows is not found", async () => {
    expect((await fetchPicture(`/media/${randomUUID()}/800.webp`)).status).toBe(404);
    expect((await fetchPicture("/media/none/800.webp")).status).toBe(404);
  });
});

describe("a picture", () => {
  it("of a drawing that cannot be drawn here is not found", async () => {
    const plain = await startProductShop();
    try {
      await seedCatalogue(plain.shop.service("product").host, seedCatalogueData);
      const { body } = await plain.shop.call("GET", "/products/madder-kilim");
      const { url } = (body as Product).pictures[0]!;
      expect(await plain.shop.call("GET", url, { absolute: true })).toMatchObject({
        status: 404,
        body: { code: "picture_not_found" },
      });
    } finally {
      await plain.shop.close();
    }
  });
});

describe("the queue of pictures", () => {
  it("does so many at once in the order they came, and refuses when too many wait", async () => {
    const queue = createQueue({ workers: 1, waitingMax: 1 });
    const order: string[] = [];
    let finish = (): void => undefined;
    const first = queue(() =>
      new Promise<void>((resolve) => (finish = resolve)).then(() => void order.push("first")),
    );
    const second = queue(async () => void order.push("second"));
    await expect(queue(async () => undefined)).rejects.toMatchObject({
      kind: "unavailable",
      code: "pictures_busy",
    });
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
    await expect(queue(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await queue(async () => "free again")).toBe("free again");
  });
});
