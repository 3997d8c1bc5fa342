// What the notification service counts.
import type { Counter, Histogram, Metrics } from "@souk/telemetry";

export type NotificationMetrics = {
  /** `unknown` and `refused` want a look by a person. */
  readonly attempts: Counter;
  /** From the event to the mail server's yes. */
  readonly delaySeconds: Histogram;
};

const DELAY_BUCKETS_SECONDS = [0.05, 0.1, 0.5, 1, 5, 30, 120, 600, 3600, 14_400, 86_400];

export const notificationMetrics = (metrics: Metrics): NotificationMetrics => ({
  attempts: metrics.counter("souk_mail_attempts_total", "Attempts to send a mail", ["template", "outcome"]),
  delaySeconds: metrics.histogram(
    "souk_mail_delay_seconds",
    "From event to sent mail",
    ["template"],
    DELAY_BUCKETS_SECONDS,
  ),
});
