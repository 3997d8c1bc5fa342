// Wishlists in the database. The names of what is on one are kept with it; what it costs and whether it is there is read anew.
import { statement, type AnyDb } from "@souk/db";
import type { CataloguePicture } from "../../catalogue/domain/product.ts";

export type WishlistHead = {
  readonly customerId: string;
  readonly shareToken: string | null;
  readonly itemCount: number;
};
export type WishedRow = {
  readonly variantId: string;
  readonly addedAt: Date;
  /** What it was called when it was put on the list. */
  readonly formerProductName: string;
  readonly formerVariantName: string;
  readonly isOnSale: boolean;
  readonly productId: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  readonly available: number;
  readonly picture: CataloguePicture | null;
};

const columns = `customer_id as "customerId", share_token as "shareToken", item_count as "itemCount"`;

const findStatement = statement<WishlistHead, readonly [string]>(
  "find_wishlist",
  `select ${columns} from wishlists where customer_id = $1::uuid`,
);
const findSharedStatement = statement<WishlistHead, readonly [string]>(
  "find_shared_wishlist",
  `select ${columns} from wishlists where share_token = $1::text`,
);
const ensureStatement = statement<never, readonly [string]>(
  "ensure_wishlist",
  "insert into wishlists (customer_id) values ($1::uuid) on conflict do nothing",
);
const insertStatement = statement<never, readonly [string, string, Date]>(
  "insert_wishlist_item",
  `insert into wishlist_items (customer_id, variant_id, product_name, variant_name, added_at)
   select $1::uuid, v.id, p.name, v.name, $3::timestamptz
     from variants v join products p on p.id = v.product_id and p.status = 'active'
    where v.id = $2::uuid and v.removed_at is null
   on conflict do nothing`,
);
const addedStatement = statement<{ addedAt: Date }, readonly [string, string]>(
  "find_wishlist_item",
  `select added_at as "addedAt" from wishlist_items where customer_id = $1::uuid and variant_id = $2::uuid`,
);
const deleteStatement = statement<never, readonly [string, string]>(
  "delete_wishlist_item",
  "delete from wishlist_items where customer_id = $1::uuid and variant_id = $2::uuid",
);
// A token that is there stays: whoever has the link goes on seeing the list.
const shareStatement = statement<{ shareToken: string }, readonly [string, string]>(
  "share_wishlist",
  `insert into wishlists (customer_id, share_token) values ($1::uuid, $2::text)
   on conflict (customer_id) do update set share_token = coalesce(wishlists.share_token, excluded.share_token)
   returning share_token as "shareToken"`,
);
const revokeStatement = statement<never, readonly [string]>(
  "revoke_wishlist_share",
  "update wishlists set share_token = null where customer_id = $1::uuid",
);
const listStatement = statement<WishedRow, readonly [string, string | null, string | null, number]>(
  "list_wishlist_items",
  `select w.variant_id as "variantId", w.added_at as "addedAt", w.product_name as "formerProductName",
          w.variant_name as "formerVariantName", p.status = 'active' and v.removed_at is null as "isOnSale",
          p.id as "productId", p.slug as "productSlug", p.name as "productName", v.name as "variantName",
          (select coalesce(sum(s.on_hand - s.reserved), 0)::integer from stock_levels s where s.variant_id = v.id) as available,
          (select jsonb_build_object('id', i.id, 'optionValue', i.option_value, 'alt', i.alt, 'width', i.width, 'height', i.height)
             from pictures i where i.product_id = p.id
            order by i.id is distinct from v.picture_id, i.position, i.id limit 1) as picture
     from wishlist_items w join variants v on v.id = w.variant_id join products p on p.id = v.product_id
    where w.customer_id = $1::uuid and ($2::timestamptz is null or (w.added_at, w.variant_id) < ($2::timestamptz, $3::uuid))
    order by w.added_at desc, w.variant_id desc limit $4::integer`,
);

export async function findWishlist(db: AnyDb, customerId: string): Promise<WishlistHead | undefined> {
  return findStatement.first(db, [customerId]);
}

export async function findSharedWishlist(db: AnyDb, token: string): Promise<WishlistHead | undefined> {
  return findSharedStatement.first(db, [token]);
}

export async function ensureWishlist(db: AnyDb, customerId: string): Promise<void> {
  await ensureStatement.rows(db, [customerId]);
}

export type Wished = { readonly customerId: string; readonly variantId: string };

/** Changes nothing where it is on the list, and where nobody can buy it. */
export async function insertWish(
  db: AnyDb,
  { customerId, variantId, addedAt }: Wished & { readonly addedAt: Date },
): Promise<void> {
  await insertStatement.rows(db, [customerId, variantId, addedAt]);
}

export async function findWish(
  db: AnyDb,
  { customerId, variantId }: Wished,
): Promise<{ readonly addedAt: Date } | undefined> {
  return addedStatement.first(db, [customerId, variantId]);
}

export async function deleteWish(db: AnyDb, { customerId, variantId }: Wished): Promise<void> {
  await deleteStatement.rows(db, [customerId, variantId]);
}

/** The token by which the list is shared: the new one, or the one it had. */
export async function insertShareToken(
  db: AnyDb,
  { customerId, shareToken }: Pick<WishlistHead, "customerId"> & { readonly shareToken: string },
): Promise<string> {
  const rows = await shareStatement.rows(db, [customerId, shareToken]);
  return rows.map((row) => row.shareToken).join("");
}

export async function deleteShareToken(db: AnyDb, customerId: string): Promise<void> {
  await revokeStatement.rows(db, [customerId]);
}

export type WishPlace = readonly [addedAt: string, variantId: string];

/** What was put on it last comes first; one more than the limit where there are more. */
export async function listWishes(
  db: AnyDb,
  question: {
    readonly customerId: string;
    readonly before: WishPlace | undefined;
    readonly limit: number;
  },
): Promise<readonly WishedRow[]> {
  const { customerId, before, limit } = question;
  return listStatement.rows(db, [customerId, before?.[0] ?? null, before?.[1] ?? null, limit + 1]);
}
