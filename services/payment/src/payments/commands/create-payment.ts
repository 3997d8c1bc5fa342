// Collects an order's money: the intent is written first, then the provider is asked, under an id that makes asking twice harmless.
import { isLostUpdate, runBatch } from "@souk/db";
import { isRefusal, Refusal } from "@souk/errors";
import { enqueueQuery } from "@souk/jobs";
import { equalMoney, type Money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { afterSilence, type Payment } from "../domain/payment.ts";
import { RESOLVE_DELAY_MS, ResolvePayment } from "../../job-definitions.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import { findLivePayment, findPayment, insertPaymentQuery } from "../store/payments.ts";
import { applyNews } from "./apply-news.ts";
import { failPayment } from "./fail-payment.ts";
import { writePayment } from "./write-payment.ts";

export type CreatePayment = {
  /** Given by the caller: the same id is the same payment. */
  readonly paymentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly amount: Money;
  readonly provider: string;
  readonly token: string | undefined;
  readonly returnUrl: string | undefined;
};

export async function createPayment(deps: Deps, command: CreatePayment): Promise<Payment> {
  const provider = deps.provider(command.provider);
  const payment = await recordIntent(deps, command);
  const isInDoubt = payment.status === "pending" || payment.status === "unknown";
  if (!isInDoubt || payment.givenUpReason !== null) return payment;
  try {
    return await applyNews(deps, {
      payment,
      news: await provider.create({ ...command, capture: "automatic" }),
    });
  } catch (error) {
    if (error instanceof ProviderSilent) {
      const { id: paymentId, orderId } = payment;
      deps.telemetry.log.warn({ err: error, paymentId, orderId }, "the outcome of a payment is unknown");
      return writePayment(deps, { payment, change: (now) => afterSilence(now, deps.now()) });
    }
    if (isRefusal(error) && error.kind === "unprocessable") return failPayment(deps, payment.id, error.code);
    throw error;
  }
}

async function recordIntent(deps: Deps, command: CreatePayment): Promise<Payment> {
  const payment = newPayment(command, deps.now());
  try {
    const job = { key: payment.id, data: { paymentId: payment.id }, afterMs: RESOLVE_DELAY_MS };
    await runBatch(deps.db, [insertPaymentQuery(payment), enqueueQuery(ResolvePayment, job)]);
    return payment;
  } catch (error) {
    if (!isLostUpdate(error)) throw error;
    return requireSame(deps, command);
  }
}

/** The payment of that id which exists already; another live payment of the order is in the way. */
async function requireSame(deps: Deps, command: CreatePayment): Promise<Payment> {
  const same = await findPayment(deps.db, command.paymentId);
  if (same?.orderId === command.orderId && equalMoney(same.amount, command.amount)) return same;
  const live = await findLivePayment(deps.db, command.orderId);
  throw new Refusal("conflict", "payment_exists", "This order is being paid for already.", {
    extra: { paymentId: live?.id ?? null },
  });
}

function newPayment(command: CreatePayment, at: Date): Payment {
  const { paymentId: id, orderId, orderNumber, provider, amount } = command;
  return {
    id,
    version: 1,
    orderId,
    orderNumber,
    provider,
    status: "pending",
    amount,
    capturedMinor: 0,
    refundingMinor: 0,
    refundedMinor: 0,
    givenUpReason: null,
    providerPaymentId: null,
    redirectUrl: null,
    clientSecret: null,
    failureCode: null,
    createdAt: at,
    updatedAt: at,
  };
}
