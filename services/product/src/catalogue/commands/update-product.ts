// Staff replace what a product says: everything that the body does not name takes its default. Pictures and stock are apart.
import { ProductArchived, ProductUpdated, StaffActed, type ProductBody } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { CatalogueProduct } from "../domain/product.ts";
import { writeProduct } from "../domain/write-product.ts";
import { shareAttributes } from "../store/attributes.ts";
import { loadCategory, lockProduct } from "../store/products.ts";
import { saveProducts } from "../store/save-products.ts";
import { requireFreeSkus } from "../store/taken-skus.ts";
import { auditView } from "../views.ts";

export type UpdateProduct = {
  readonly idOrSlug: string;
  readonly body: ProductBody;
  readonly actorId: string;
  /** Refuses an edit of another version than the one staff saw. */
  readonly requireVersion: (current: number) => void;
};

export async function updateProduct(deps: Deps, command: UpdateProduct): Promise<CatalogueProduct> {
  const { idOrSlug, body, actorId } = command;
  const product = await inTransaction(deps.db, async (db) => {
    const { product: before, removedVariants } = await lockProduct(db, idOrSlug);
    command.requireVersion(before.version);
    const { slug, categoryId, ...content } = body;
    const { id, createdAt, pictures } = before;
    const base = {
      id,
      createdAt,
      pictures,
      slug: slug ?? before.slug,
      category: await loadCategory(db, categoryId),
      version: before.version + 1,
      updatedAt: deps.now(),
    };
    const knownVariants = [...before.variants, ...removedVariants];
    const { items: definitions } = await shareAttributes(db);
    const after = writeProduct({ content, definitions, base, knownVariants, newId: deps.newId });
    await requireFreeSkus(db, after);
    await saveProducts(db, [after]);
    const fact = { productId: after.id, slug: after.slug, version: after.version };
    await publish(db, ProductUpdated, fact);
    if (after.status === "archived" && before.status !== "archived") await publish(db, ProductArchived, fact);
    await publish(db, StaffActed, {
      actorId,
      action: "product.update",
      subjectType: "product",
      subjectId: after.id,
      before: auditView(before),
      after: auditView(after),
      at: after.updatedAt.toISOString(),
    });
    return after;
  });
  deps.documents.expireAll();
  return product;
}
