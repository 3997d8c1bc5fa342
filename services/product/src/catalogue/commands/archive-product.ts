// Staff take a product off the shop. It stays for the orders that hold it; archiving it again changes nothing.
import { ProductArchived, StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { lockProduct } from "../store/products.ts";
import { saveProducts } from "../store/save-products.ts";

export type ArchiveProduct = {
  readonly idOrSlug: string;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function archiveProduct(deps: Deps, command: ArchiveProduct): Promise<void> {
  await inTransaction(deps.db, async (db) => {
    const { product: before } = await lockProduct(db, command.idOrSlug);
    command.requireVersion(before.version);
    if (before.status === "archived") return;
    const now = deps.now();
    const after = { ...before, status: "archived" as const, version: before.version + 1, updatedAt: now };
    await saveProducts(db, [after]);
    await publish(db, ProductArchived, { productId: after.id, slug: after.slug, version: after.version });
    await publish(db, StaffActed, {
      actorId: command.actorId,
      action: "product.archive",
      subjectType: "product",
      subjectId: after.id,
      before: { status: before.status },
      after: { status: after.status },
      at: now.toISOString(),
    });
  });
  deps.documents.expireAll();
}
