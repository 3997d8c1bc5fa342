// The faults that can be switched on.
import { z } from "zod";

const USES_MAX = 1_000_000;
const DELAY_MS_MAX = 3_600_000;
const LATENCY_MS_MAX = 60_000;

const trigger = z.union([z.boolean(), z.int().min(0).max(USES_MAX)]).default(false);

/** `true` = until switched off, a number = that many times more, `false` and 0 = off. */
export const Switches = z.strictObject({
  createThenTimeout: trigger,
  captureThenTimeout: trigger,
  errorAfterCapture: trigger,
  refundThenTimeout: trigger,
  errorAfterRefund: trigger,
  declineAll: trigger,
  pendingRefunds: trigger,
  revokeTokens: trigger,
  refuseTokens: trigger,
  rateLimit: trigger,
  offline: trigger,
  duplicateWebhooks: trigger,
  dropWebhooks: trigger,
  alterWebhooks: trigger,
  webhookDelayMs: z.int().min(0).max(DELAY_MS_MAX).default(0),
  latencyMs: z.int().min(0).max(LATENCY_MS_MAX).default(0),
});
export type Switches = z.infer<typeof Switches>;
export type TriggerName = Exclude<keyof Switches, "webhookDelayMs" | "latencyMs">;

export const switchedOff: Switches = Switches.parse({});
