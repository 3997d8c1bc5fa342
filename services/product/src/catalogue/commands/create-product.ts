// Staff add a product to the catalogue.
import { ProductCreated, StaffActed, type ProductBody } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { CatalogueProduct } from "../domain/product.ts";
import { slugify, slugWithId } from "../domain/slug.ts";
import { writeProduct } from "../domain/write-product.ts";
import { shareAttributes } from "../store/attributes.ts";
import { findProduct, findSlugOwner, loadCategory } from "../store/products.ts";
import { saveProducts } from "../store/save-products.ts";
import { requireFreeSkus } from "../store/taken-skus.ts";
import { auditView } from "../views.ts";

export type CreateProduct = { readonly id: string; readonly body: ProductBody; readonly actorId: string };

/** A repeated id (a retry after a crash) gives the product that the first one made. */
export async function createProduct(deps: Deps, command: CreateProduct): Promise<CatalogueProduct> {
  const { id, body, actorId } = command;
  const product = await inTransaction(deps.db, async (db) => {
    const earlier = await findProduct(db, id);
    if (earlier !== undefined) return earlier.product;
    const now = deps.now();
    const { slug: wantedSlug, categoryId, ...content } = body;
    const nameSlug = slugify(body.name);
    const isNameFree = nameSlug !== "" && (await findSlugOwner(db, nameSlug)) === undefined;
    const slug = wantedSlug ?? (isNameFree ? nameSlug : slugWithId(body.name, id, "product"));
    const category = await loadCategory(db, categoryId);
    const base = { id, slug, category, version: 1, createdAt: now, updatedAt: now, pictures: [] };
    const { items: definitions } = await shareAttributes(db);
    const created = writeProduct({ content, definitions, base, knownVariants: [], newId: deps.newId });
    await requireFreeSkus(db, created);
    await saveProducts(db, [created]);
    await publish(db, ProductCreated, { productId: id, slug, version: created.version });
    await publish(db, StaffActed, {
      actorId,
      action: "product.create",
      subjectType: "product",
      subjectId: id,
      before: null,
      after: auditView(created),
      at: now.toISOString(),
    });
    return created;
  });
  deps.documents.expireAll();
  return product;
}
