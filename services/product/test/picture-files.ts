// Files as people and attackers upload them, made for these tests.
import type { Product } from "@souk/contracts";
import type { Person, TestShop } from "@souk/testing";
import sharp from "sharp";

export type Colour = { readonly r: number; readonly g: number; readonly b: number };
const RED: Colour = { r: 200, g: 40, b: 40 };

const blank = (width: number, height: number, background: Colour = RED) =>
  sharp({ create: { width, height, channels: 3, background } });

export const jpeg = (width = 400, height = 300, background = RED): Promise<Buffer> =>
  blank(width, height, background).jpeg().toBuffer();

export type Upload = {
  readonly as: Person;
  readonly file: Buffer;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends a file as the body of a request; its type is what the sender says, and nobody believes it. */
export async function upload(shop: TestShop, path: string, { as, file, query = "", headers }: Upload) {
  const answer = await shop.app.inject({
    method: "POST",
    url: `/api/v1${path}${query}`,
    headers: { authorization: `Bearer ${as.token}`, "content-type": "image/jpeg", ...headers },
    payload: file,
  });
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
}

export async function fetchPicture(shop: TestShop, path: string) {
  const answer = await shop.app.inject({ method: "GET", url: path });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}

export async function etagOf(shop: TestShop, path: string, as: Person): Promise<string> {
  return String((await shop.call("GET", path, { as })).headers.etag);
}

export async function readProduct(shop: TestShop, id: string, as: Person): Promise<Product> {
  return (await shop.call("GET", `/products/${id}`, { as })).body as Product;
}
