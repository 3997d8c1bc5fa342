// Merging in the database: each way is one batch that is guarded by the versions of the carts it was decided on.
import { QUANTITY_MAX } from "@souk/contracts";
import { type BatchQuery, statement } from "@souk/db";
import type { CartDetails, StoredCart } from "../domain/cart.ts";
import { updateCartQuery } from "./carts.ts";

/** Two carts of one customer are not adopted at the same moment: the second finds the first. */
const lockStatement = statement<never, [string]>(
  "lock_carts_of_customer",
  "select pg_advisory_xact_lock(hashtextextended('carts of ' || $1::text, 0))",
);

const adoptStatement = statement<never, [string, number, string, boolean]>(
  "adopt_cart",
  `with adopted as (
     update carts set customer_id = $3::uuid, version = version + 1, updated_at = now()
     where id = $1 and version = $2 and status = 'open' and customer_id is null
       and ($4 or not exists (select from carts other
         where other.customer_id = $3::uuid and other.status = 'open' and other.currency = carts.currency))
     returning 1)
   select require_one((select count(*) from adopted))`,
);

export type Adoption = {
  readonly guest: StoredCart;
  readonly customerId: string;
  /** Whether the customer may have another open cart. */
  readonly isBeside: boolean;
};

/** The guest's cart becomes the customer's as it is. */
export function adoptQueries({ guest, customerId, isBeside }: Adoption): readonly BatchQuery[] {
  return [
    lockStatement.query([customerId]),
    adoptStatement.query([guest.id, guest.version, customerId, isBeside]),
  ];
}

/* What was personal in it is in the other cart now. */
const closeStatement = statement<never, [string, number, string, string]>(
  "close_merged_cart",
  `with closed as (
     update carts set status = 'merged', merged_into = $3::uuid, customer_id = $4::uuid, version = version + 1, updated_at = now(),
       email = null, shipping_address = null, billing_address = null, gift_card_ids = '{}', coupon_codes = '{}'
     where id = $1 and version = $2 and status = 'open' and customer_id is null returning 1)
   select require_one((select count(*) from closed))`,
);
const growStatement = statement<never, [string, string, number]>(
  "grow_lines_of_merged_cart",
  `update cart_lines set quantity = least(cart_lines.quantity + guest.quantity, $3::int)
   from cart_lines guest where guest.cart_id = $1 and cart_lines.cart_id = $2 and cart_lines.variant_id = guest.variant_id`,
);
const moveStatement = statement<never, [string, string]>(
  "move_lines_of_merged_cart",
  `update cart_lines set cart_id = $2 where cart_id = $1
     and variant_id not in (select variant_id from cart_lines where cart_id = $2)`,
);
const clearStatement = statement<never, [string]>(
  "clear_merged_cart",
  "delete from cart_lines where cart_id = $1",
);

export type CartMerging = {
  readonly guest: StoredCart;
  readonly target: StoredCart;
  readonly details: CartDetails;
  readonly customerId: string;
};

/** The guest's lines go into the target: those of the same goods become more, up to what a line holds. */
export function mergeQueries({ guest, target, details, customerId }: CartMerging): readonly BatchQuery[] {
  return [
    lockStatement.query([customerId]),
    closeStatement.query([guest.id, guest.version, target.id, customerId]),
    updateCartQuery(target, details),
    growStatement.query([guest.id, target.id, QUANTITY_MAX]),
    moveStatement.query([guest.id, target.id]),
    clearStatement.query([guest.id]),
  ];
}
