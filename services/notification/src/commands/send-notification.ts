// Sends one notification: at least one attempt, never a second one while the mail server may hold the first (README, "Never twice").
import { BackInStockMailEnded } from "@souk/contracts";
import { inTransaction, type AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { enqueue, type JobOutcome } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { ATTEMPTS_MAX, retryDelayMs } from "../domain/attempts.ts";
import { isAccountNews, type News } from "../domain/news.ts";
import { isOver, type Notification } from "../domain/notification.ts";
import { SendNotification } from "../job-definitions.ts";
import type { MailOutcome } from "../mail/mailer.ts";
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  findNextWaiting,
  findNotification,
  hasEarlierUnsent,
  markHandedOver,
  settleCutOff,
} from "../store/notifications.ts";
import { composeMail } from "./compose-mail.ts";

/** Mails about one order leave in the order of what happened. A later one is called when its turn comes; this is for a call that got lost. */
const TURN_DELAY_MS = 5_000;

export async function sendNotification(deps: Deps, dedupeKey: string): Promise<JobOutcome> {
  const notification = await findNotification(deps.db, dedupeKey);
  if (!notification || isOver(notification)) return "done";
  if (notification.isHandedOver) return leaveUnconfirmed(deps, notification);
  if (await mustWait(deps, notification)) return { retryAfterMs: TURN_DELAY_MS };

  const mail = await composeMail(deps, notification);
  const template = mail?.template ?? notification.news.template;
  const attempt = await beginAttempt(deps.db, notification.id, { template, at: deps.now() });
  if (!attempt) return { retryAfterMs: TURN_DELAY_MS }; // Another worker has it after all.
  if (!mail) return leaveUnsaid(deps, notification, attempt);

  const outcome = await deps.mailer.send({
    ...mail.content,
    id: notification.id,
    recipient: mail.recipient,
    handOver: () => markHandedOver(deps.db, attempt, deps.now()),
  });
  return settle(deps, { notification, template, attempt, outcome });
}

/** Mails about an account have no order: one that cannot be sent must not keep a warning back. */
async function mustWait(deps: Deps, notification: Notification): Promise<boolean> {
  return !isAccountNews(notification.news) && hasEarlierUnsent(deps.db, notification);
}

/** A link that was used or has expired: what was to be said is not true any more. */
async function leaveUnsaid(deps: Deps, { news }: Notification, attempt: Attempt): Promise<JobOutcome> {
  const outcome = { status: "refused", reason: "overtaken" } as const;
  await sayEnded(deps, news, (db) => endAttempt(db, { attempt, outcome, status: "failed", at: deps.now() }));
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
  const end = (db: AnyDb): Promise<void> => endAttempt(db, { attempt, outcome, status, at });
  await (status === "queued" ? end(deps.db) : sayEnded(deps, notification.news, end));
  deps.metrics.attempts.inc({ template, outcome: outcome.status });
  if (outcome.status === "accepted") {
    deps.metrics.delaySeconds.observe((at.getTime() - notification.createdAt.getTime()) / 1000, { template });
    return callNext(deps, notification);
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
  return callNext(deps, notification);
}

/** With the last attempt: who keeps an address for this one mail is told that it may be forgotten. */
async function sayEnded(deps: Deps, news: News, end: (db: AnyDb) => Promise<void>): Promise<void> {
  if (news.template !== "back_in_stock.available") return end(deps.db);
  await inTransaction(deps.db, async (db) => {
    await end(db);
    await publish(db, BackInStockMailEnded, { subscriptionId: news.subscriptionId });
  });
}

async function callNext(deps: Deps, notification: Notification): Promise<JobOutcome> {
  if (isAccountNews(notification.news)) return "done";
  const dedupeKey = await findNextWaiting(deps.db, notification);
  if (dedupeKey !== undefined)
    await enqueue(deps.db, SendNotification, { key: dedupeKey, data: { dedupeKey }, replace: true });
  return "done";
}

function statusAfter({ status }: MailOutcome, attempt: number): "sent" | "queued" | "failed" | "unconfirmed" {
  if (status === "accepted") return "sent";
  if (status === "unknown") return "unconfirmed";
  return status === "deferred" && attempt < ATTEMPTS_MAX ? "queued" : "failed";
}

/** The process died between the hand-over and the server's answer. It may have been taken, so only a person may send it again. */
async function leaveUnconfirmed(deps: Deps, notification: Notification): Promise<JobOutcome> {
  const { id, news, attempts } = notification;
  await sayEnded(deps, news, (db) => settleCutOff(db, { notificationId: id, number: attempts }, deps.now()));
  deps.metrics.attempts.inc({ template: news.template, outcome: "unknown" });
  deps.telemetry.log.error(
    { notificationId: id, template: news.template, attempt: attempts },
    "a mail is unconfirmed",
  );
  return callNext(deps, notification);
}
