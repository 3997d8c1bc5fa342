// The notification service's durable jobs.
import { defineJob } from "@souk/jobs";

/** Longer than an attempt may take in all (the order is asked for, then SMTP's own limit). */
const TIMEOUT_MS = 50_000;
/**
 * What fails here is not the mail server, whose failures come back as outcomes, but our own house: the order service or the database.
 * At most a minute lies between two tries, so this is about a day.
 */
const ATTEMPTS_MAX = 1_500;

/** Sends one notification. One for each dedupe key. */
export const SendNotification = defineJob<{ readonly dedupeKey: string }>({
  name: "notification.send",
  attemptsMax: ATTEMPTS_MAX,
  timeoutMs: TIMEOUT_MS,
});
