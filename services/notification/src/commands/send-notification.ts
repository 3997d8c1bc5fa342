// Sends one notification: at least one attempt, never a second one while the mail server may hold the first (README, "Never twice").
import { BackInStockMailEnded } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { enqueue, type JobOutcome } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { ATTEMPTS_MAX, retryDelayMs } from "../domain/attempts.ts";
import { isAccountNews, type News } from "../domain/news.ts";
import { isOver, type Notification } from "../domain/notification.ts";
import { SendNotification } from "../job-definitions.ts";
import type { MailOutcome } from "../mail/mailer.ts";
import type { Attempt, EndedAttempt } from "../store/deliveries.ts";
import { composeMail } from "./compose-mail.ts";

/** Mails about one order leave in the order of what happened. A later one is called when its turn comes; this is for a call that got lost. */
const TURN_DELAY_MS = 5_000;

export async function sendNotification(deps: Deps, dedupeKey: string): Promise<JobOutcome> {
  const found = await deps.deliveries.find(dedupeKey);
  if (!found || isOver(found.notification)) return "done";
  const { notification, hasEarlierUnsent } = found;
  if (notification.isHandedOver) return leaveUnconfirmed(deps, notification);
  // Mails about an account have no order: one that cannot be sent must not keep a warning back.
  if (hasEarlierUnsent && !isAccountNews(notification.news)) return { retryAfterMs: TURN_DELAY_MS };

  const mail = await composeMail(deps, notification);
  const template = mail?.template ?? notification.news.template;
  const attempt = await deps.deliveries.begin({ notificationId: notification.id, template, at: deps.now() });
  if (!attempt) return { retryAfterMs: TURN_DELAY_MS }; // Another worker has it after all.
  if (!mail) return leaveUnsaid(deps, notification, attempt);

  const outcome = await deps.mailer.send({
    ...mail.content,
    id: notification.id,
    recipient: mail.recipient,
    handOver: () => deps.deliveries.handOver({ ...attempt, at: deps.now() }),
  });
  return settle(deps, { notification, template, attempt, outcome });
}

/** A link that was used or has expired: what was to be said is not true any more. */
async function leaveUnsaid(deps: Deps, notification: Notification, attempt: Attempt): Promise<JobOutcome> {
  const outcome = { status: "refused", reason: "overtaken" } as const;
  await end(deps, notification, { attempt, outcome, status: "failed", at: deps.now() });
  deps.telemetry.log.info({ notificationId: attempt.notificationId }, "a mail is not needed any more");
  return "done";
}

type Attempted = {
  readonly notification: Notification;
  readonly template: News["template"];
  readonly attempt: Attempt;
  readonly outcome: MailOutcome;
};

async function settle(
  deps: Deps,
  { notification, template, attempt, outcome }: Attempted,
): Promise<JobOutcome> {
  const at = deps.now();
  const status = statusAfter(outcome, attempt.number);
  await end(deps, notification, { attempt, outcome, status, at });
  deps.metrics.attempts.inc({ template, outcome: outcome.status });
  if (outcome.status === "accepted") {
    deps.metrics.delaySeconds.observe((at.getTime() - notification.createdAt.getTime()) / 1000, { template });
    return "done";
  }
  const facts = {
    notificationId: notification.id,
    template,
    attempt: attempt.number,
    reason: outcome.reason,
  };
  if (status === "queued") {
    deps.telemetry.log.warn(facts, "a mail was not taken; it will be tried again");
    return { retryAfterMs: retryDelayMs(attempt.number) };
  }
  deps.telemetry.log.error(facts, `a mail is ${status}`);
  return "done";
}

type Ended = Omit<EndedAttempt, "notification" | "alongside">;

/** Writes down how an attempt ended; after the last one, calls the mail that waited for its turn behind this one. */
async function end(deps: Deps, notification: Notification, ended: Ended): Promise<void> {
  const { news } = notification;
  const isLast = ended.status !== "queued";
  const next = await deps.deliveries.end({
    ...ended,
    notification,
    alongside: isLast ? endedQueries(news) : [],
  });
  if (!isLast || isAccountNews(news) || next === undefined) return;
  await enqueue(deps.db, SendNotification, { key: next, data: { dedupeKey: next }, replace: true });
}

/** With the last attempt: who keeps an address for this one mail is told that it may be forgotten. */
function endedQueries(news: News): readonly BatchQuery[] {
  if (news.template !== "back_in_stock.available") return [];
  return [outboxQuery(BackInStockMailEnded, { subscriptionId: news.subscriptionId })];
}

function statusAfter({ status }: MailOutcome, attempt: number): "sent" | "queued" | "failed" | "unconfirmed" {
  if (status === "accepted") return "sent";
  if (status === "unknown") return "unconfirmed";
  return status === "deferred" && attempt < ATTEMPTS_MAX ? "queued" : "failed";
}

/** The process died between the hand-over and the server's answer. It may have been taken, so only a person may send it again. */
async function leaveUnconfirmed(deps: Deps, notification: Notification): Promise<JobOutcome> {
  const { id: notificationId, news, attempts: number } = notification;
  const outcome = { status: "unknown", reason: "cut_off" } as const;
  await end(deps, notification, {
    attempt: { notificationId, number },
    outcome,
    status: "unconfirmed",
    at: deps.now(),
  });
  deps.metrics.attempts.inc({ template: news.template, outcome: "unknown" });
  deps.telemetry.log.error(
    { notificationId, template: news.template, attempt: number },
    "a mail is unconfirmed",
  );
  return "done";
}
