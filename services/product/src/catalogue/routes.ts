// REST of the catalogue: shoppers read documents, staff write products.
import {
  CurrencyQuery,
  EditableProduct,
  Product,
  ProductBody,
  ProductListQuery,
  ProductPage,
  ProductParams,
} from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { anyone, json, noContent, route, staff, type Caller, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerWith } from "../documents.ts";
import { archiveProduct } from "./commands/archive-product.ts";
import { createProduct } from "./commands/create-product.ts";
import { updateProduct } from "./commands/update-product.ts";
import { pageDocument, toPageQuestion } from "./product-list.ts";
import { productDocument, writtenProduct } from "./product-reads.ts";
import { versionEtag, versionGuard } from "./product-version.ts";
import { findProduct, productNotFound } from "./store/products.ts";
import { toEditableProduct } from "./views.ts";

export const catalogueRoutes = (deps: Deps): readonly Route[] => [...readRoutes(deps), ...staffRoutes(deps)];

const readRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /products",
    {
      summary: "A page of products",
      tags: ["products"],
      access: anyone(),
      ownership: "active products are everybody's; others are for staff with products:read",
      query: ProductListQuery,
      response: ProductPage,
    },
    ({ query, caller }) => {
      const { sort, featured, status = "active" } = query;
      if (status !== "active") requireStaff(caller);
      const load = async () => {
        const request = { filters: query, sort, featured, status };
        return pageDocument(deps, toPageQuestion(await deps.shopCatalogue(), request));
      };
      return answerWith(deps.documents.read(`list ${JSON.stringify(query)}`, load));
    },
  ),
  route(
    "GET /products/:id",
    {
      summary:
        "A product by its id or slug; a slug of former times answers with the product and its present slug",
      tags: ["products"],
      access: anyone(),
      ownership: "active products are everybody's; others are for staff with products:read",
      params: ProductParams,
      query: CurrencyQuery,
      response: Product,
    },
    ({ params, query, caller }) => {
      deps.interest.viewed(params.id);
      return answerWith(
        productDocument(deps, {
          idOrSlug: params.id,
          currency: query.currency,
          maySeeAll: maySeeAll(caller),
        }),
      );
    },
  ),
];

const staffRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /products/:id/edit",
    {
      summary: "A product as staff edit it, with all prices, costs and variant ids",
      tags: ["products"],
      access: staff("products:read"),
      ownership: "staff with products:read",
      params: ProductParams,
      response: EditableProduct,
    },
    async ({ params }) => {
      const stored = await findProduct(deps.db, params.id);
      if (stored === undefined) throw productNotFound();
      return json(toEditableProduct(stored.product), { etag: versionEtag(stored.product.version) });
    },
  ),
  route(
    "POST /products",
    {
      summary: "Add a product",
      tags: ["products"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      body: ProductBody,
      response: Product,
      status: 201,
    },
    async ({ body, caller, idempotency }) => {
      const id = idempotency?.resourceId ?? deps.newId();
      await createProduct(deps, { id, body, actorId: caller.userId });
      return writtenProduct(deps, id, 201);
    },
  ),
  route(
    "PUT /products/:id",
    {
      summary: "Replace a product; If-Match with the ETag of any answer that shows its present version",
      tags: ["products"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      params: ProductParams,
      body: ProductBody,
      response: Product,
    },
    async ({ params, body, caller, headers }) => {
      const command = {
        idOrSlug: params.id,
        body,
        actorId: caller.userId,
        requireVersion: versionGuard(headers),
      };
      const product = await updateProduct(deps, command);
      return writtenProduct(deps, product.id, 200);
    },
  ),
  route(
    "DELETE /products/:id",
    {
      summary: "Archive a product",
      tags: ["products"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      params: ProductParams,
      status: 204,
    },
    async ({ params, caller, headers }) => {
      const command = { idOrSlug: params.id, actorId: caller.userId, requireVersion: versionGuard(headers) };
      await archiveProduct(deps, command);
      return noContent();
    },
  ),
];

const maySeeAll = (caller: Caller): boolean =>
  caller.kind === "user" && caller.permissions.has("products:read");

function requireStaff(caller: Caller): void {
  if (maySeeAll(caller)) return;
  throw caller.kind === "anonymous"
    ? new Refusal("unauthenticated", "sign_in_required", "Sign in to see products that are not on sale.")
    : new Refusal("forbidden", "permission_required", "This needs the permission products:read.");
}
