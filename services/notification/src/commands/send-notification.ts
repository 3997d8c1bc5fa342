// Sends one notification: at least one attempt, never a second one while the mail server may hold the first (README, "Never twice").
import { enqueue, type JobOutcome } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { ATTEMPTS_MAX, retryDelayMs } from "../domain/attempts.ts";
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
import { renderMail } from "../templates/render-mail.ts";

/** Mails about one order leave in the order of what happened. A later one is called when its turn comes; this is for a call that got lost. */
const TURN_DELAY_MS = 5_000;

export async function sendNotification(deps: Deps, dedupeKey: string): Promise<JobOutcome> {
  const notification = await findNotification(deps.db, dedupeKey);
  if (!notification || isOver(notification)) return "done";
  if (notification.isHandedOver) return leaveUnconfirmed(deps, notification);
  if (await hasEarlierUnsent(deps.db, notification)) return { retryAfterMs: TURN_DELAY_MS };

  const order = await deps.orders.load(notification.subjectId);
  const mail = renderMail(notification.news, { order, shop: deps.shop() });
  const attempt = await beginAttempt(deps.db, notification.id, deps.now());
  if (!attempt) return { retryAfterMs: TURN_DELAY_MS }; // Another worker has it after all.

  const outcome = await deps.mailer.send({
    ...mail,
    id: notification.id,
    recipient: order.email,
    handOver: () => markHandedOver(deps.db, attempt, deps.now()),
  });
  return settle(deps, { notification, attempt, outcome });
}

type Attempted = {
  readonly notification: Notification;
  readonly attempt: Attempt;
  readonly outcome: MailOutcome;
};

async function settle(deps: Deps, { notification, attempt, outcome }: Attempted): Promise<JobOutcome> {
  const { template } = notification.news;
  const at = deps.now();
  const status = statusAfter(outcome, attempt.number);
  await endAttempt(deps.db, { attempt, outcome, status, at });
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

async function callNext(deps: Deps, notification: Notification): Promise<JobOutcome> {
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
  await settleCutOff(deps.db, { notificationId: id, number: attempts }, deps.now());
  deps.metrics.attempts.inc({ template: news.template, outcome: "unknown" });
  deps.telemetry.log.error(
    { notificationId: id, template: news.template, attempt: attempts },
    "a mail is unconfirmed",
  );
  return callNext(deps, notification);
}
