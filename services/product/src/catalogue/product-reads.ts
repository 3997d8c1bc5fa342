// One product as a document, for shoppers from the hot documents, for staff whatever its status is.
import { Product } from "@souk/contracts";
import { json, type Answer } from "@souk/http";
import type { Deps } from "../deps.ts";
import type { Document, LoadedDocument } from "../documents.ts";
import { DEFAULT_CURRENCY } from "./shop-catalogue.ts";
import { findProductDocument } from "./store/product-documents.ts";
import { productNotFound } from "./store/products.ts";

export type ProductRequest = {
  readonly idOrSlug: string;
  readonly currency: string | undefined;
  readonly maySeeAll: boolean;
};

export function productDocument(deps: Deps, request: ProductRequest): Document | Promise<Document> {
  const { idOrSlug, currency, maySeeAll } = request;
  // Who may see all gets the same documents; only what shoppers may not see has a key of its own.
  const key = `product ${maySeeAll} ${currency ?? ""} ${idOrSlug}`;
  return deps.documents.read(key, () => loadDocument(deps, request));
}

async function loadDocument(
  deps: Deps,
  { idOrSlug, currency, maySeeAll }: ProductRequest,
): Promise<LoadedDocument> {
  const question = { idOrSlug, currency, defaultCurrency: DEFAULT_CURRENCY };
  const found = await findProductDocument(deps.db, question);
  if (found === undefined || (found.status !== "active" && !maySeeAll)) throw productNotFound();
  return { body: found.body, tags: found.variantIds, version: found.version };
}

/** A product that staff have just written, as they and everybody else will read it. */
export async function writtenProduct(deps: Deps, id: string, status: 200 | 201): Promise<Answer<Product>> {
  const { body, etag } = await productDocument(deps, { idOrSlug: id, currency: undefined, maySeeAll: true });
  return json(Product.parse(JSON.parse(body.toString())), { status, etag });
}
