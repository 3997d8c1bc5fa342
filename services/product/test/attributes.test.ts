// What attributes mean: definitions that staff give, products that have to fit, and the race between both.
import { randomUUID } from "node:crypto";
import type { AttributeDefinitions } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const read = async () => {
  const { body, headers } = await context.shop.call("GET", "/attributes");
  return { list: body as AttributeDefinitions, etag: String(headers.etag) };
};
type Definition = Record<string, unknown>;
/** Defines these besides those that other tests have defined. */
const define = async (items: readonly Definition[], etag?: string) => {
  const seen = await read();
  return context.shop.call("PUT", "/attributes", {
    as: context.manager,
    headers: { "if-match": etag ?? seen.etag },
    body: { items: [...seen.list.items, ...items] },
  });
};
const code = (word: string): string => `${word} ${randomUUID().slice(0, 8)}`;
const write = (attributes: Record<string, unknown>) =>
  context.shop.call("POST", "/products", {
    as: context.manager,
    body: { ...aProduct(), attributes },
  });

describe("definitions of attributes", () => {
  it("are read by everybody in the order in which they were given", async () => {
    const items = [
      { code: code("pile"), label: "Pile height", kind: "number", unit: "mm", isFilterable: true },
      { code: code("care"), label: "Care", kind: "text", isFilterable: false },
      { code: code("handmade"), label: "Made by hand", kind: "boolean", isFilterable: true },
      {
        code: code("weave"),
        label: "Weave",
        kind: "choice",
        choices: ["flat", "knotted"],
        isFilterable: true,
      },
      { code: code("count"), label: "Pieces", kind: "number" },
    ];
    const before = await read();
    const written = await define(items);
    expect(written).toMatchObject({ status: 200, body: { version: before.list.version + 1 } });
    const after = await read();
    const filled = [...items.slice(0, 4), { ...items[4], unit: null, isFilterable: false }];
    expect(after.list.items.slice(-5)).toEqual(filled);
    expect(written.headers.etag).toBe(after.etag);
    await context.shop.settled();
    const acts = (await context.shop.published("product")).map(({ data }) => data);
    expect(acts).toContainEqual(expect.objectContaining({ action: "attributes.define" }));
  });

  it("are changed by who has seen them as they are, and may", async () => {
    const { etag } = await read();
    await define([{ code: code("other"), label: "Other", kind: "text" }]);
    expect(await define([], etag)).toMatchObject({ status: 412, body: { code: "version_stale" } });
    const as = await context.shop.staff(["products:read"]);
    expect((await context.shop.call("PUT", "/attributes", { as, body: { items: [] } })).status).toBe(403);
  });

  it("name everything once, and a choice has choices", async () => {
    const twice = code("twice");
    const { items } = (await read()).list;
    const answer = await define([
      { code: twice, label: "One", kind: "text" },
      { code: twice, label: "Two", kind: "choice", choices: ["a", "b", "a"] },
    ]);
    const at = items.length + 1;
    expect(answer).toMatchObject({ status: 400, body: { code: "attributes_invalid" } });
    expect((answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      `/items/${at}/code`,
      `/items/${at}/choices/2`,
    ]);
    expect((await define([{ code: twice, label: "None", kind: "choice", choices: [] }])).status).toBe(400);
    expect((await define([{ code: twice, label: "Unit", kind: "text", unit: "mm" }])).status).toBe(400);
  });
});

describe("the attributes of a product", () => {
  it("are free without a definition, and fit where there is one", async () => {
    const names = { size: `a/b~c ${randomUUID()}`, raw: code("raw"), made: code("made"), kind: code("kind") };
    await define([
      { code: names.size, label: "Size", kind: "number", unit: "mm" },
      { code: code("pieces"), label: "Pieces", kind: "number" },
      { code: names.raw, label: "Raw", kind: "text" },
      { code: names.made, label: "Made", kind: "boolean" },
      { code: names.kind, label: "Kind", kind: "choice", choices: ["one", "two"] },
    ]);
    const right = {
      [names.size]: 12.5,
      [names.raw]: "wool",
      [names.made]: true,
      [names.kind]: "two",
      free: 7,
    };
    expect((await write(right)).body.attributes).toEqual(right);
    const wrong = await write({
      [names.size]: "12",
      [names.raw]: 1,
      [names.made]: "yes",
      [names.kind]: "three",
    });
    expect(wrong).toMatchObject({ status: 400, body: { code: "product_invalid" } });
    const errors = wrong.body.errors as { pointer: string; message: string }[];
    expect(errors.map(({ pointer, message }) => [pointer, message])).toEqual([
      [`/attributes/${names.size.replace("~", "~0").replace("/", "~1")}`, "must be a number in mm"],
      [`/attributes/${names.raw}`, "must be a text"],
      [`/attributes/${names.made}`, "must be true or false"],
      [`/attributes/${names.kind}`, "must be one of one, two"],
    ]);
  });

  it("keep definitions away that would make them wrong, unless nobody can buy the product any more", async () => {
    const name = code("material");
    const numbered = await write({ [name]: 7 });
    const { status } = await write({ [name]: "silk" });
    expect(status).toBe(201);
    for (const kind of [{ kind: "text" }, { kind: "boolean" }, { kind: "choice", choices: ["silk"] }]) {
      const answer = await define([{ code: name, label: "Material", ...kind }]);
      expect(answer).toMatchObject({ status: 409, body: { code: "attribute_values_unfit" } });
    }
    const number = await define([{ code: name, label: "Material", kind: "number" }]);
    expect(number.body).toMatchObject({ attributes: [{ code: name, products: 1 }] });
    await context.shop.call("DELETE", `/products/${numbered.body.id}`, {
      as: context.manager,
      headers: { "if-match": "*" },
    });
    expect(
      (await define([{ code: name, label: "Material", kind: "choice", choices: ["silk"] }])).status,
    ).toBe(200);
  });

  it("never stand against a definition that came at the same time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = code("race");
      const [defined, written] = await Promise.all([
        define([{ code: name, label: "Race", kind: "number" }]),
        write({ [name]: "text" }),
      ]);
      expect([defined.status, written.status]).toSatisfy(
        ([one, other]: number[]) => (one === 200 && other === 400) || (one === 409 && other === 201),
      );
    }
  });
});
