// All SQL of payments. A change is written only onto the version it was decided on.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import { money } from "@souk/money";
import type { Payment } from "../domain/payment.ts";

type PaymentRow = Omit<Payment, "amount"> & { readonly amountMinor: number; readonly currency: string };

const columns = `id, version, order_id as "orderId", order_number as "orderNumber", provider, status,
  amount_minor as "amountMinor", currency, capture_mode as "captureMode", captured_minor as "capturedMinor",
  capture_promised_minor as "capturePromisedMinor", is_closed as "isClosed", refunding_minor as "refundingMinor",
  refunded_minor as "refundedMinor", refunded_elsewhere_minor as "refundedElsewhereMinor", given_up_reason as "givenUpReason",
  customer_id as "customerId", saves_method as "savesMethod", provider_payment_id as "providerPaymentId", redirect_url as "redirectUrl",
  client_secret as "clientSecret", instructions, expires_at as "expiresAt", failure_code as "failureCode",
  created_at as "createdAt", updated_at as "updatedAt"`;

const find = statement<PaymentRow, [string]>("find_payment", `select ${columns} from payments where id = $1`);
const findLive = statement<PaymentRow, [string]>(
  "find_live_payment",
  `select ${columns} from payments where order_id = $1 and status not in ('failed', 'cancelled')
     and (status <> 'captured' or given_up_reason is null)`,
);
const listOfOrder = statement<PaymentRow, [string]>(
  "list_payments_of_order",
  `select ${columns} from payments where order_id = $1 order by created_at desc`,
);
const listOfOrders = statement<PaymentRow, [readonly string[]]>(
  "list_payments_of_orders",
  `select ${columns} from payments where order_id = any ($1::uuid[]) order by created_at desc`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_payment",
  `insert into payments (id, order_id, order_number, provider, status, amount_minor, currency, created_at, updated_at, capture_mode,
     customer_id, saves_method, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12)`,
);
const update = statement<never, readonly unknown[]>(
  "update_payment",
  `with changed as (update payments set version = $3, status = $4, captured_minor = $5, refunding_minor = $6, refunded_minor = $7,
     given_up_reason = $8, provider_payment_id = $9, redirect_url = $10, client_secret = $11, failure_code = $12, updated_at = $13,
     capture_promised_minor = $14, is_closed = $15, refunded_elsewhere_minor = $16, instructions = $17
     where id = $1 and version = $2 returning 1)
   select require_one((select count(*) from changed))`,
);

export async function findPayment(db: AnyDb, paymentId: string): Promise<Payment | undefined> {
  const row = await find.first(db, [paymentId]);
  return row && toPayment(row);
}

/** The order's payment that holds or may take money; there is at most one. */
export async function findLivePayment(db: AnyDb, orderId: string): Promise<Payment | undefined> {
  const row = await findLive.first(db, [orderId]);
  return row && toPayment(row);
}

/** Newest first. */
export async function listPaymentsOfOrder(db: AnyDb, orderId: string): Promise<readonly Payment[]> {
  const rows = await listOfOrder.rows(db, [orderId]);
  return rows.map(toPayment);
}

/** Newest first, of all these orders together. */
export async function listPaymentsOfOrders(
  db: AnyDb,
  orderIds: readonly string[],
): Promise<readonly Payment[]> {
  const rows = await listOfOrders.rows(db, [orderIds]);
  return rows.map(toPayment);
}

export function insertPaymentQuery(payment: Payment): BatchQuery {
  const { id, orderId, orderNumber, provider, status, amount, createdAt } = payment;
  return insert.query([
    id,
    orderId,
    orderNumber,
    provider,
    status,
    amount.amount,
    amount.currency,
    createdAt,
    payment.captureMode,
    payment.customerId,
    payment.savesMethod,
    payment.expiresAt,
  ]);
}

/** Fails the batch where somebody else changed the payment since `versionBefore`. */
export function updatePaymentQuery(payment: Payment, versionBefore: number): BatchQuery {
  return update.query([
    payment.id,
    versionBefore,
    payment.version,
    payment.status,
    payment.capturedMinor,
    payment.refundingMinor,
    payment.refundedMinor,
    payment.givenUpReason,
    payment.providerPaymentId,
    payment.redirectUrl,
    payment.clientSecret,
    payment.failureCode,
    payment.updatedAt,
    payment.capturePromisedMinor,
    payment.isClosed,
    payment.refundedElsewhereMinor,
    payment.instructions,
  ]);
}

function toPayment({ amountMinor, currency, ...rest }: PaymentRow): Payment {
  return { ...rest, amount: money(amountMinor, currency) };
}
