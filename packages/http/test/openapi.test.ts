// The OpenAPI document of declared routes.
import {
  Cart,
  IdParams,
  OrderListQuery,
  OrderPage,
  PlacedOrder,
  PlaceOrderBody,
  WebhookParams,
} from "@souk/contracts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { anyone, healthRoutes, machine, openApiDocument, route, signedIn, staff } from "../src/index.ts";

const Version = z
  .object({ at: z.string().default("now"), by: z.string().optional() })
  .meta({ id: "Version" });
const handler = () => undefined;
const routes = [
  route(
    "POST /orders",
    {
      summary: "Place an order",
      tags: ["orders"],
      access: anyone(),
      ownership: "the cart's id",
      body: PlaceOrderBody,
      response: PlacedOrder,
      status: 201,
      idempotency: "required",
    },
    handler,
  ),
  route(
    "GET /orders",
    {
      summary: "List",
      access: staff("orders:read"),
      ownership: "all",
      query: OrderListQuery,
      response: OrderPage,
    },
    handler,
  ),
  route(
    "GET /carts/:id",
    { summary: "Read", access: anyone(), ownership: "its id", params: IdParams, response: Cart },
    handler,
  ),
  route(
    "PATCH /carts/:id",
    {
      summary: "Change",
      access: signedIn(),
      ownership: "own",
      params: IdParams,
      body: Version,
      response: Version,
    },
    handler,
  ),
  route(
    "PUT /carts/:id",
    { summary: "Replace", access: signedIn(), ownership: "own", params: IdParams, body: Version.optional() },
    handler,
  ),
  route(
    "DELETE /carts/:id",
    { summary: "Delete", access: signedIn(), ownership: "own", params: IdParams, status: 204 },
    handler,
  ),
  route(
    "POST /webhooks/:provider",
    {
      summary: "Webhook",
      access: machine("signature"),
      ownership: "none",
      params: WebhookParams,
      rawBody: true,
    },
    handler,
  ),
  route("GET /hidden", { summary: "Hidden", access: anyone(), ownership: "none", hidden: true }, handler),
  ...healthRoutes({ ready: async () => [] }),
];
// Only JSON, as a client sees it.
const document = JSON.parse(
  JSON.stringify(
    openApiDocument(routes, { title: "Souk", version: "1.2.3", servers: ["https://souk.test"] }),
  ),
);

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === "$ref" ? [item as string] : referencesIn(item),
  );
}

describe("the OpenAPI document", () => {
  test("is OpenAPI 3.1 and lists every route that is not hidden", () => {
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { title: "Souk", version: "1.2.3" },
      servers: [{ url: "https://souk.test" }],
    });
    expect(Object.keys(document.paths)).toEqual([
      "/api/v1/orders",
      "/api/v1/carts/{id}",
      "/api/v1/webhooks/{provider}",
      "/healthz",
      "/readyz",
    ]);
    expect(Object.keys(document.paths["/api/v1/carts/{id}"])).toEqual(["get", "patch", "put", "delete"]);
  });

  test("refers only to what it contains, and repeats nothing", () => {
    const references = new Set(referencesIn(document));
    for (const reference of references) {
      const parts = reference.slice(2).split("/");
      expect(
        parts.reduce((at, part) => at?.[part], document),
        reference,
      ).toBeDefined();
    }
    expect(references).toContain("#/components/schemas/PlacedOrder");
    expect(JSON.stringify(document)).not.toContain("$defs");
    expect(document.components.schemas.Money.properties.amount).toMatchObject({ type: "integer" });
    expect(document.components.schemas.Cart.properties.id).toEqual({ $ref: "#/components/schemas/Id" });
  });

  test("gives each operation an id of its own", () => {
    const operations: { operationId: string }[] = Object.values(document.paths).flatMap((path) =>
      Object.values(path as object),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("patchCartsId");
  });

  test("says who may call, and what a key is for", () => {
    const place = document.paths["/api/v1/orders"].post;
    expect(place).toMatchObject({
      summary: "Place an order",
      tags: ["orders"],
      security: [{}, { bearerAuth: [] }, { apiKey: [] }],
      description: "Ownership: the cart's id.",
    });
    expect(place.parameters).toEqual([
      expect.objectContaining({ name: "Idempotency-Key", in: "header", required: true }),
    ]);
    expect(document.paths["/api/v1/orders"].get).toMatchObject({
      security: [{ bearerAuth: [] }, { apiKey: [] }],
      description: "Needs the permission orders:read. Ownership: all.",
    });
    expect(document.paths["/api/v1/webhooks/{provider}"].post.security).toBeUndefined();
    expect(document.paths["/api/v1/webhooks/{provider}"].post.requestBody.content).toHaveProperty("*/*");
    expect(document.components.securitySchemes).toMatchObject({
      bearerAuth: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      apiKey: { type: "http", scheme: "bearer", bearerFormat: "souk_…" },
    });
  });

  test("lists path and query parameters", () => {
    const list: { name: string; in: string; required: boolean }[] =
      document.paths["/api/v1/orders"].get.parameters;
    expect(list.map(({ name, in: place, required }) => `${place} ${name} ${required}`)).toEqual([
      "query limit false",
      "query cursor false",
      "query status false",
      "query fulfilment false",
      "query from false",
      "query to false",
      "query q false",
      "query own false",
      "header If-None-Match false",
    ]);
    expect(document.paths["/api/v1/carts/{id}"].get.parameters[0]).toMatchObject({
      name: "id",
      in: "path",
      required: true,
      schema: { $ref: "#/components/schemas/Id" },
    });
    expect(
      document.paths["/api/v1/carts/{id}"].patch.parameters.map(({ name }: { name: string }) => name),
    ).toEqual(["id", "If-Match"]);
  });

  test("lists answers and problems", () => {
    const { get, delete: remove, put, patch } = document.paths["/api/v1/carts/{id}"];
    expect(Object.keys(get.responses)).toEqual(["200", "304", "400", "401", "404", "429", "500", "503"]);
    expect(get.responses[200].content["application/json"].schema).toEqual({
      $ref: "#/components/schemas/Cart",
    });
    expect(remove.responses[204]).toEqual({ description: "No Content" });
    expect(Object.keys(patch.responses)).toEqual(
      expect.arrayContaining(["409", "412", "413", "415", "422", "428"]),
    );
    expect(document.paths["/api/v1/orders"].get.responses[403]).toEqual({
      $ref: "#/components/responses/Problem",
    });
    expect([put.requestBody.required, patch.requestBody.required]).toEqual([false, true]);
  });

  test("keeps what is sent and what comes back apart where they differ", () => {
    const { patch } = document.paths["/api/v1/carts/{id}"];
    const sent = patch.requestBody.content["application/json"].schema.$ref.split("/").at(-1);
    const received = patch.responses[200].content["application/json"].schema.$ref.split("/").at(-1);
    expect(sent).not.toBe(received);
    expect(document.components.schemas[sent].required).toBeUndefined();
    expect(document.components.schemas[received].required).toEqual(["at"]);
  });

  test("has sensible defaults", () => {
    expect(openApiDocument(routes.slice(2, 3), { title: "x", version: "1" })).toMatchObject({
      servers: [{ url: "/" }],
      paths: { "/api/v1/carts/{id}": {} },
    });
  });
});
