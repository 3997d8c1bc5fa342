// Differences as the world makes them: at the provider's dashboard, by webhooks that never came, and by hands in our database. Each plant
// gives the subject of the finding that must come of it.
import { randomUUID } from "node:crypto";
import type { FindingKind } from "@souk/contracts";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import * as the from "./payments.ts";

export type Plant = (shop: TestShop) => Promise<string>;

const REFUNDED_MINOR = 500;
const OTHER_REFUND_MINOR = 300;

/** One for each kind of finding. */
export const plants: Readonly<Record<FindingKind, Plant>> = {
  capture_missed: async (shop) => {
    const { paymentId, orderId } = await anOpenPayment(shop);
    // The jobs that ask again, here and for the order, would make up for the webhook.
    await sql`delete from jobs where key = ${paymentId}`.execute(shop.db("payment"));
    await sql`delete from jobs where key = ${orderId}`.execute(shop.db("order"));
    await withoutWebhooks(shop, () => payAtProvider(shop, paymentId));
    return paymentId;
  },
  refund_missed: async (shop) => {
    const { paymentId } = await the.aPaidOrder(shop);
    const { id } = await withoutWebhooks(shop, () =>
      refundAtDashboard(shop, paymentId, "from the dashboard"),
    );
    return id;
  },
  dispute_missed: async (shop) => {
    const { paymentId } = await withoutWebhooks(shop, () => the.aPaidOrder(shop, "tok_dispute"));
    const { id } = await the.atProvider(shop, paymentId);
    const { items } = await the.askProvider(shop, "GET", `/v1/disputes?payment=${id}`);
    return items[0].id;
  },
  fee_not_booked: async (shop) => {
    const { paymentId } = await the.aPaidOrder(shop);
    await readBooks(shop);
    return unbook(shop, sql`kind = 'fee' and payment_id = ${paymentId}`);
  },
  payout_not_booked: async (shop) => {
    await the.aPaidOrder(shop);
    const { items } = await the.askProvider(shop, "POST", "/v1/payouts", {});
    await readBooks(shop);
    return unbook(shop, sql`kind = 'payout' and reference = ${`sandbox/${items[0].id}`}`);
  },
  unknown_capture: async (shop) => {
    const { id } = await chargeAtDashboard(shop, { reference: randomUUID(), orderId: randomUUID() });
    return `sandbox/${id}`;
  },
  captured_twice: async (shop) => {
    const { paymentId, orderId } = await the.aPaidOrder(shop);
    const { id } = await chargeAtDashboard(shop, { reference: paymentId, orderId });
    return `sandbox/${id}`;
  },
  capture_missing: async (shop) => {
    const { orderId, total } = await the.anOrder(shop);
    const paymentId = randomUUID();
    await inPayments(shop, [
      sql`insert into payments (id, order_id, order_number, provider, status, amount_minor, currency, captured_minor, is_closed, created_at, updated_at)
        values (${paymentId}, ${orderId}, 'S-1', 'sandbox', 'captured', ${total.amount}, ${total.currency}, ${total.amount}, true, ${shop.clock.now()}, ${shop.clock.now()})`,
      ...bookingOf("capture", { paymentId, amountMinor: total.amount, currency: total.currency }),
    ]);
    await sql`update orders set status = 'confirmed', payment_id = ${paymentId}, updated_at = ${shop.clock.now()} where id = ${orderId}`.execute(
      shop.db("order"),
    );
    return paymentId;
  },
  amount_differs: async (shop) => {
    const { paymentId } = await anOpenPayment(shop);
    await sql`update payments set amount_minor = amount_minor - 100 where id = ${paymentId}`.execute(
      shop.db("payment"),
    );
    await withoutWebhooks(shop, () => payAtProvider(shop, paymentId));
    return paymentId;
  },
  paid_without_order: async (shop) => {
    const { paymentId, orderId } = await the.aPaidOrder(shop);
    await sql`update orders set status = 'cancelled', cancel_reason = 'by_hand', updated_at = ${shop.clock.now()} where id = ${orderId}`.execute(
      shop.db("order"),
    );
    return paymentId;
  },
  order_not_confirmed: async (shop) => {
    const { paymentId, orderId } = await the.aPaidOrder(shop);
    await sql`update orders set status = 'pending', payment_id = null, updated_at = ${shop.clock.now()} where id = ${orderId}`.execute(
      shop.db("order"),
    );
    return paymentId;
  },
  order_without_capture: async (shop) => {
    const { orderId } = await the.anOrder(shop);
    await sql`update orders set status = 'confirmed', updated_at = ${shop.clock.now()} where id = ${orderId}`.execute(
      shop.db("order"),
    );
    return orderId;
  },
  refund_missing: async (shop) => {
    const { paymentId } = await the.aPaidOrder(shop);
    return refundInOurBooks(shop, paymentId);
  },
  refund_differs: async (shop) => {
    const { paymentId } = await the.aPaidOrder(shop);
    const refundId = await refundInOurBooks(shop, paymentId);
    await withoutWebhooks(shop, () => refundAtDashboard(shop, paymentId, refundId));
    return refundId;
  },
  ledger_differs: async (shop) => {
    const { paymentId } = await the.aPaidOrder(shop);
    await unbook(shop, sql`kind = 'capture' and payment_id = ${paymentId}`);
    return paymentId;
  },
};

/** Has the shop read the provider's books, so that what they say was seen once. */
export async function readBooks(shop: TestShop): Promise<void> {
  const as = await shop.staff(["payments:write"]);
  const { status, text } = await shop.call("POST", "/reconciliation/runs", { as });
  if (status !== 201) throw new Error(text);
}

async function anOpenPayment(shop: TestShop): Promise<{ paymentId: string; orderId: string }> {
  const order = await the.anOrder(shop);
  const { body } = await the.pay(shop, order, { returnUrl: "https://shop.example/back" });
  return { paymentId: body.id, orderId: order.orderId };
}

async function payAtProvider(shop: TestShop, paymentId: string): Promise<void> {
  const { redirectUrl } = await the.atProvider(shop, paymentId);
  await the.payOnPage(String(redirectUrl));
}

async function refundAtDashboard(shop: TestShop, paymentId: string, reference: string) {
  const { id } = await the.atProvider(shop, paymentId);
  return the.askProvider(shop, "POST", `/v1/payments/${id}/refunds`, {
    amount: OTHER_REFUND_MINOR,
    reference,
  });
}

async function chargeAtDashboard(shop: TestShop, about: { reference: string; orderId: string }) {
  const charge = { amount: 1_234, currency: "EUR", capture: "automatic", token: "tok_visa" };
  return withoutWebhooks(shop, () => the.askProvider(shop, "POST", "/v1/payments", { ...charge, ...about }));
}

async function withoutWebhooks<T>(shop: TestShop, work: () => Promise<T>): Promise<T> {
  await the.setSwitches(shop, { dropWebhooks: true });
  const done = await work();
  await the.setSwitches(shop);
  return done;
}

type Sql = ReturnType<typeof sql>;

/** All or nothing, as the checks at commit want it. */
async function inPayments(shop: TestShop, statements: readonly Sql[]): Promise<void> {
  await shop
    .db("payment")
    .transaction()
    .execute(async (db) => {
      for (const statement of statements) await statement.execute(db);
    });
}

type Booked = { readonly paymentId: string; readonly amountMinor: number; readonly currency: string };

function bookingOf(kind: "capture" | "refund", { paymentId, amountMinor, currency }: Booked): readonly Sql[] {
  const id = randomUUID();
  const owedMinor = kind === "capture" ? amountMinor : -amountMinor;
  return [
    sql`insert into ledger_transactions (id, kind, payment_id, reference, booked_at)
      values (${id}, ${kind}, ${paymentId}, ${randomUUID()}, now())`,
    sql`insert into ledger_entries (transaction_id, account, currency, amount_minor)
      values (${id}, 'provider', ${currency}, ${owedMinor}), (${id}, 'customers', ${currency}, ${-owedMinor})`,
  ];
}

async function refundInOurBooks(shop: TestShop, paymentId: string): Promise<string> {
  const id = randomUUID();
  await inPayments(shop, [
    sql`insert into refunds (id, payment_id, amount_minor, status, reason, created_at, updated_at)
      values (${id}, ${paymentId}, ${REFUNDED_MINOR}, 'succeeded', 'by hand', ${shop.clock.now()}, ${shop.clock.now()})`,
    sql`update payments set refunded_minor = refunded_minor + ${REFUNDED_MINOR}, version = version + 1, updated_at = ${shop.clock.now()}
      where id = ${paymentId}`,
    ...bookingOf("refund", { paymentId, amountMinor: REFUNDED_MINOR, currency: "EUR" }),
  ]);
  return id;
}

/** Takes a booking out of the ledger, which only a superuser can, with the triggers out of the way; gives what it booked. */
async function unbook(shop: TestShop, which: Sql): Promise<string> {
  let reference = "";
  await shop
    .db("payment")
    .transaction()
    .execute(async (db) => {
      await sql`set local session_replication_role = replica`.execute(db);
      const { rows } = await sql<{ id: string; reference: string }>`delete from ledger_transactions
        where ${which} returning id, reference`.execute(db);
      await sql`delete from ledger_entries where transaction_id = any (${rows.map(({ id }) => id)})`.execute(
        db,
      );
      reference = rows[0]?.reference ?? "";
    });
  return reference;
}
