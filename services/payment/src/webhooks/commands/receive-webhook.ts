// Takes a provider's webhook in: proven, stored, acknowledged, and then handled; a crash in between is made up for by the job.
import { type BatchQuery, runBatch } from "@souk/db";
import { isRefusal } from "@souk/errors";
import { cancelJobQuery, enqueueQuery, type JobOutcome } from "@souk/jobs";
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import {
  EARLY_WEBHOOK_MS_MAX,
  HandleWebhook,
  RETRY_DELAY_MS,
  WEBHOOK_DELAY_MS,
} from "../../job-definitions.ts";
import { type Payment } from "../../payments/domain/payment.ts";
import { findPayment } from "../../payments/store/payments.ts";
import { type ProviderNews, ProviderSilent } from "../../providers/payment-provider.ts";
import {
  findUnhandledWebhook,
  insertHandledWebhook,
  insertWebhookQuery,
  webhookHandledQuery,
} from "../store/webhooks.ts";
import { applyWebhook, tellsNothing } from "./apply-webhook.ts";

export type ReceiveWebhook = {
  readonly provider: string;
  readonly rawBody: Buffer;
  readonly headers: IncomingHttpHeaders;
};

const ourId = z.uuid();

export async function receiveWebhook(
  deps: Deps,
  { provider, rawBody, headers }: ReceiveWebhook,
): Promise<void> {
  const news = await deps.provider(provider).readWebhook(rawBody, headers);
  const { eventId, type } = news;
  const payload: unknown = JSON.parse(rawBody.toString("utf8"));
  const receivedAt = deps.now();
  const webhook = { provider, eventId, type, payload, receivedAt };
  if (!concernsUs(news)) {
    // It may be of another business on the same account, and hold other people's names: that it came is all that is kept.
    await insertHandledWebhook(deps.db, { ...webhook, payload: {}, outcome: "ignored" });
    return;
  }
  const paymentId = paymentIdOf(news);
  if (paymentId !== undefined) await deps.underWay.pass(paymentId);
  const payment = await findPaymentOf(deps, news);
  if (payment && tellsNothing(payment, news)) {
    // There is nothing to do that a crash could cut off.
    await insertHandledWebhook(deps.db, { ...webhook, outcome: "applied" });
    return;
  }
  const job = { key: `${provider}/${eventId}`, data: { provider, eventId }, afterMs: WEBHOOK_DELAY_MS };
  await runBatch(deps.db, [insertWebhookQuery(webhook), enqueueQuery(HandleWebhook, job)]);
  try {
    await handle(deps, { provider, news, receivedAt });
  } catch (error) {
    if (!(error instanceof ProviderSilent)) throw error;
    // It is kept; the job asks again.
    deps.telemetry.log.warn(
      { err: error, provider, eventId, type },
      "a webhook's question has no answer yet",
    );
  }
}

/** The job for a webhook that was stored and not handled: its process died, or its payment was not there yet. */
export async function handleWebhook(
  deps: Deps,
  { provider, eventId }: { readonly provider: string; readonly eventId: string },
): Promise<JobOutcome> {
  const stored = await findUnhandledWebhook(deps.db, provider, eventId);
  if (!stored) return "done";
  const news = await deps.provider(provider).newsOf(stored.payload);
  const isHandled = await handle(deps, { provider, news, receivedAt: stored.receivedAt });
  return isHandled ? "done" : { retryAfterMs: RETRY_DELAY_MS };
}

type Handled = { readonly provider: string; readonly news: ProviderNews; readonly receivedAt: Date };

/** False where its payment may still be on its way into the database: a provider can be faster than our own commit. */
async function handle(deps: Deps, { provider, news, receivedAt }: Handled): Promise<boolean> {
  const { eventId, type } = news;
  const finish = (outcome: string): readonly BatchQuery[] => [
    webhookHandledQuery({ provider, eventId, outcome }),
    cancelJobQuery(HandleWebhook, `${provider}/${eventId}`),
  ];
  const payment = await findPaymentOf(deps, news);
  if (!payment || payment.provider !== provider) {
    const isEarly = deps.now().getTime() - receivedAt.getTime() < EARLY_WEBHOOK_MS_MAX;
    if (!payment && isEarly && paymentIdOf(news) !== undefined) return false;
    alert(deps, { provider, eventId, type, outcome: "payment_unknown" });
    await runBatch(deps.db, finish("payment_unknown"));
    return true;
  }
  try {
    await applyWebhook(deps, { payment, news, finish: finish("applied") });
  } catch (error) {
    if (!isRefusal(error) || error.kind === "unavailable") throw error;
    alert(deps, { provider, eventId, type, outcome: error.code });
    await runBatch(deps.db, finish(error.code));
  }
  return true;
}

async function findPaymentOf(deps: Deps, news: ProviderNews): Promise<Payment | undefined> {
  const paymentId = paymentIdOf(news);
  return paymentId === undefined ? undefined : findPayment(deps.db, paymentId);
}

/** Providers tell of much that happens on an account. */
function concernsUs({ ask, payment, refund, dispute }: ProviderNews): boolean {
  return [ask, payment, refund, dispute].some((told) => told !== undefined);
}

/** What a provider keeps for us may be what somebody typed into its dashboard. */
function paymentIdOf({ ask, payment, refund, dispute }: ProviderNews): string | undefined {
  return ourId.safeParse(ask ?? payment?.reference ?? refund?.paymentId ?? dispute?.paymentId).data;
}

type Alert = {
  readonly provider: string;
  readonly eventId: string;
  readonly type: string;
  readonly outcome: string;
};

/** Genuine news that fits nothing we know: somebody must look. */
function alert({ telemetry: { log, metrics } }: Deps, { outcome, ...about }: Alert): void {
  log.error({ ...about, code: outcome }, "a genuine webhook does not fit our records");
  const help = "Genuine webhooks that fit no payment of ours, or not as we know it.";
  metrics
    .counter("payment_webhooks_misfit_total", help, ["provider", "outcome"])
    .inc({ provider: about.provider, outcome });
}
