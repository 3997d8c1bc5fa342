// Takes a provider's webhook in: proven, stored, acknowledged, and then handled; a crash in between is made up for by the job.
import { type BatchQuery, runBatch } from "@souk/db";
import { isRefusal } from "@souk/errors";
import { cancelJobQuery, enqueueQuery, type JobOutcome } from "@souk/jobs";
import type { IncomingHttpHeaders } from "node:http";
import type { Deps } from "../../deps.ts";
import { tellsNothingNew } from "../../payments/domain/payment.ts";
import { HandleWebhook, WEBHOOK_DELAY_MS } from "../../job-definitions.ts";
import type { ProviderNews } from "../../providers/payment-provider.ts";
import { findPayment } from "../../payments/store/payments.ts";
import {
  findUnhandledWebhook,
  insertHandledWebhook,
  insertWebhookQuery,
  webhookHandledQuery,
} from "../store/webhooks.ts";
import { applyNews } from "../../payments/commands/apply-news.ts";

export type ReceiveWebhook = {
  readonly provider: string;
  readonly rawBody: Buffer;
  readonly headers: IncomingHttpHeaders;
};

export async function receiveWebhook(
  deps: Deps,
  { provider, rawBody, headers }: ReceiveWebhook,
): Promise<void> {
  const news = await deps.provider(provider).readWebhook(rawBody, headers);
  const { eventId, type } = news;
  const payload: unknown = JSON.parse(rawBody.toString("utf8"));
  if (await isKnownAlready(deps, news)) {
    await insertHandledWebhook(deps.db, { provider, eventId, type, payload, outcome: "applied" });
    return;
  }
  const job = { key: `${provider}/${eventId}`, data: { provider, eventId }, afterMs: WEBHOOK_DELAY_MS };
  await runBatch(deps.db, [
    insertWebhookQuery({ provider, eventId, type, payload }),
    enqueueQuery(HandleWebhook, job),
  ]);
  await handle(deps, provider, news);
}

/** Most webhooks tell what the provider's answer has told before: they are kept, and there is nothing to do that a crash could cut off. */
async function isKnownAlready(deps: Deps, { payment: news }: ProviderNews): Promise<boolean> {
  const known = news && (await findPayment(deps.db, news.reference));
  return news !== undefined && known !== undefined && tellsNothingNew(known, news);
}

/** The job for a webhook that was stored by a process which then died. */
export async function handleWebhook(
  deps: Deps,
  { provider, eventId }: { readonly provider: string; readonly eventId: string },
): Promise<JobOutcome> {
  const stored = await findUnhandledWebhook(deps.db, provider, eventId);
  if (stored) await handle(deps, provider, deps.provider(provider).newsOf(stored.payload));
  return "done";
}

async function handle(
  deps: Deps,
  provider: string,
  { eventId, type, payment: news }: ProviderNews,
): Promise<void> {
  const finish = (outcome: string): readonly BatchQuery[] => [
    webhookHandledQuery({ provider, eventId, outcome }),
    cancelJobQuery(HandleWebhook, `${provider}/${eventId}`),
  ];
  const known = news && (await findPayment(deps.db, news.reference));
  if (!news || !known) {
    deps.telemetry.log.error({ provider, eventId, type }, "a genuine webhook is of no payment of ours");
    await runBatch(deps.db, finish("payment_unknown"));
    return;
  }
  try {
    await applyNews(deps, { payment: known, news, alongside: finish("applied") });
  } catch (error) {
    if (!isRefusal(error) || error.kind === "unavailable") throw error;
    deps.telemetry.log.error(
      { provider, eventId, type, code: error.code },
      "a genuine webhook does not fit our records",
    );
    await runBatch(deps.db, finish(error.code));
  }
}
