// Reads the order service's part of W4's evidence: orders with their whole history, what reduced them, and what paid for them besides money.
import { z } from "zod";
import type { CreditEntryRow, CreditRow, OrderRow, PromotionRow, PromotionUseRow } from "./evidence.ts";
import type { Query, WitnessDatabase } from "./witness-database.ts";

const int = z.coerce.number().int();
const money = z.object({ amount: z.int(), currency: z.string() });
const minor = money.transform(({ amount }) => amount);
const pieces = z.object({ lineId: z.string(), quantity: z.int() });
const share = z.object({ creditId: z.string(), amount: minor });
const worth = { discount: minor, tax: minor, taxIncluded: z.boolean(), paid: minor };

const line = z.object({
  id: z.string(),
  variantId: z.string(),
  quantity: z.int(),
  total: minor,
  ...worth,
});
const shipping = z
  .object({ price: minor, ...worth })
  .transform(({ price, ...rest }) => ({ ...rest, total: price }));
const refund = z.object({
  id: z.string(),
  status: z.enum(["pending", "succeeded", "failed"]),
  amount: minor,
  given: minor,
  lines: z.array(pieces.extend({ amount: minor })),
  returnId: z.string().nullable(),
  toPayment: minor,
  toCredits: z.array(share),
  toStoreCredit: minor,
});
const returned = z.object({
  id: z.string(),
  status: z.string(),
  received: z.array(pieces.extend({ restock: z.boolean() })),
});

const ordersQuery: Query<OrderRow> = {
  database: "order",
  row: z.object({
    id: z.string(),
    number: z.string(),
    cartId: z.string(),
    status: z.string(),
    email: z.string(),
    total: z.object({ amount: int, currency: z.string() }),
    totals: z.object({ subtotal: minor, discount: minor, shipping: minor, tax: minor, total: minor }),
    lines: z.array(line),
    shipping,
    credits: z.array(share),
    amountDue: money,
    promotions: z.array(z.object({ promotionId: z.string() })),
    refunded: int,
    shipments: z.array(z.object({ lines: z.array(pieces) })),
    returns: z.array(returned),
    refunds: z.array(refund),
    history: z.array(z.object({ version: z.int(), type: z.string(), subject: z.string().nullable() })),
    moves: z.array(z.object({ type: z.string(), from: z.string().nullable(), to: z.string() })),
  }),
  text: `
    select o.id, o.number, o.cart_id as "cartId", o.status, o.email, o.moves, o.refunded_minor as refunded, o.shipments, o.returns, o.refunds,
           jsonb_build_object('amount', o.total_minor, 'currency', o.currency) as total,
           o.terms -> 'totals' as totals, o.terms -> 'lines' as lines, o.terms -> 'shipping' as shipping, o.terms -> 'credits' as credits,
           o.terms -> 'amountDue' as "amountDue", o.terms -> 'promotions' as promotions,
           (select jsonb_agg(jsonb_build_object('version', e.version, 'type', e.type,
                     'subject', coalesce(e.data ->> 'refundId', e.data ->> 'returnId', e.data ->> 'shipmentId')) order by e.version)
              from order_events e where e.order_id = o.id) as history
      from orders o`,
};

const promotionsQuery: Query<PromotionRow> = {
  database: "order",
  row: z.object({
    id: z.string(),
    usesMax: z.int().nullable(),
    usesPerCustomerMax: z.int().nullable(),
    uses: int,
    usesOfOneCustomer: int,
  }),
  text: `
    select id, uses_max as "usesMax", uses_per_customer_max as "usesPerCustomerMax", coalesce(sum(count), 0) as uses, coalesce(max(count), 0) as "usesOfOneCustomer"
      from promotions left join (
        select promotion_id, count(*) from promotion_uses where released_at is null group by promotion_id, customer_key) of_customer on promotion_id = id
     group by id`,
};
const usesQuery: Query<PromotionUseRow> = {
  database: "order",
  row: z.object({
    promotionId: z.string(),
    orderId: z.string(),
    isLive: z.boolean(),
  }),
  text: `select promotion_id as "promotionId", order_id as "orderId", released_at is null as "isLive" from promotion_uses`,
};
const creditsQuery: Query<CreditRow> = {
  database: "order",
  row: z.object({ id: z.string(), balance: int, booked: int }),
  text: `select id, balance_minor as balance, coalesce((select sum(amount_minor) from credit_entries where credit_id = credits.id), 0) as booked from credits`,
};
const entriesQuery: Query<CreditEntryRow> = {
  database: "order",
  row: z.object({
    creditId: z.string(),
    kind: z.enum(["issued", "granted", "taken", "redeemed", "returned"]),
    amount: int,
    orderId: z.string().nullable(),
  }),
  text: `select credit_id as "creditId", kind, amount_minor as amount, order_id as "orderId" from credit_entries`,
};

export async function readOrderEvidence(database: WitnessDatabase) {
  return {
    orders: await database.read(ordersQuery),
    promotionUses: await database.read(usesQuery),
    creditEntries: await database.read(entriesQuery),
    ...(await readLimited(database)),
  };
}

/** What may not be overdrawn for a moment. */
export async function readLimited(database: WitnessDatabase) {
  return {
    promotions: await database.read(promotionsQuery),
    credits: await database.read(creditsQuery),
  };
}
