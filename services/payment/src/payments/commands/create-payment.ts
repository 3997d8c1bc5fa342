// Collects an order's money: the intent is written first, then the provider is asked, under an id that makes asking twice harmless.
import { isLostUpdate, runBatch } from "@souk/db";
import { isRefusal, Refusal } from "@souk/errors";
import { enqueueQuery } from "@souk/jobs";
import { equalMoney, type Money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { afterSilence, type Payment } from "../domain/payment.ts";
import { RESOLVE_DELAY_MS, ResolvePayment } from "../../job-definitions.ts";
import { type CaptureMode, ProviderSilent } from "../../providers/payment-provider.ts";
import { findLivePayment, findPayment, insertPaymentQuery } from "../store/payments.ts";
import { countedAttempt } from "../../card-testing/card-testing-config.ts";
import { attemptQueries, isTooMany } from "../../card-testing/store/attempts.ts";
import { chooseMethod } from "../../saved-methods/commands/choose-method.ts";
import { applyNews } from "./apply-news.ts";
import { failPayment } from "./fail-payment.ts";
import { writePayment } from "./write-payment.ts";

const MS_PER_SECOND = 1_000;

export type CreatePayment = {
  /** Given by the caller: the same id is the same payment. */
  readonly paymentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly amount: Money;
  readonly provider: string;
  readonly token: string | undefined;
  readonly returnUrl: string | undefined;
  /** Who pays, where they are signed in; only they keep ways to pay. */
  readonly customerId: string | undefined;
  readonly saveMethod: boolean;
  readonly savedMethodId: string | undefined;
  /** Where the shopper is on the network, where it is known. */
  readonly networkAddress: string | undefined;
};

export async function createPayment(deps: Deps, command: CreatePayment): Promise<Payment> {
  return deps.underWay.during(command.paymentId, () => make(deps, command));
}

async function make(deps: Deps, command: CreatePayment): Promise<Payment> {
  const provider = deps.provider(command.provider);
  const chosen = await chooseMethod(deps, command);
  const payment = await recordIntent(deps, command);
  const isInDoubt = payment.status === "pending" || payment.status === "unknown";
  if (!isInDoubt || payment.givenUpReason !== null) return payment;
  try {
    return await applyNews(deps, {
      payment,
      news: await provider.create({ ...command, ...chosen, capture: payment.captureMode }),
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
  const { captureMode, manualWindowMs } = deps;
  const at = deps.now();
  const isByHand = deps.provider(command.provider).settlesByHand === true;
  const expiresAt = isByHand ? new Date(at.getTime() + manualWindowMs) : null;
  const payment = newPayment(command, { captureMode, expiresAt, at });
  try {
    const job = { key: payment.id, data: { paymentId: payment.id }, afterMs: RESOLVE_DELAY_MS };
    const attempt = countedAttempt(deps.declines, command);
    await runBatch(deps.db, [
      insertPaymentQuery(payment),
      enqueueQuery(ResolvePayment, job),
      ...attemptQueries(attempt, { limits: deps.declines, at }),
    ]);
    return payment;
  } catch (error) {
    if (isTooMany(error)) throw tooMany(deps, error);
    if (!isLostUpdate(error)) throw error;
    return requireSame(deps, command);
  }
}

function tooMany(deps: Deps, cause: unknown): Refusal {
  const help = "Payments that were not begun because too many were declined lately.";
  deps.telemetry.metrics.counter("payment_attempts_refused_total", help).inc();
  const retryAfterSeconds = deps.declines.windowMs / MS_PER_SECOND;
  return new Refusal(
    "too_many_requests",
    "too_many_payment_attempts",
    "Too many payments were declined. Please wait, or ask the shop.",
    { retryAfterSeconds, cause },
  );
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

type Circumstances = {
  readonly captureMode: CaptureMode;
  readonly expiresAt: Date | null;
  readonly at: Date;
};

function newPayment(command: CreatePayment, { captureMode, expiresAt, at }: Circumstances): Payment {
  const { paymentId: id, orderId, orderNumber, provider, amount } = command;
  return {
    id,
    version: 1,
    orderId,
    orderNumber,
    provider,
    status: "pending",
    amount,
    captureMode,
    capturedMinor: 0,
    capturePromisedMinor: 0,
    isClosed: false,
    refundingMinor: 0,
    refundedMinor: 0,
    refundedElsewhereMinor: 0,
    givenUpReason: null,
    customerId: command.customerId ?? null,
    savesMethod: command.saveMethod && command.customerId !== undefined,
    providerPaymentId: null,
    redirectUrl: null,
    clientSecret: null,
    instructions: null,
    expiresAt,
    failureCode: null,
    createdAt: at,
    updatedAt: at,
  };
}
