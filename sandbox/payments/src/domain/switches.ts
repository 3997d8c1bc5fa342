// The fault switches: for the whole provider (a count, or until switched off) and for one payment (`metadata.switch`).
import { z } from "zod";

const usesMax = 1_000_000;
const webhookDelayMaxMs = 3_600_000;
const latencyMaxMs = 60_000;

const trigger = z.union([z.boolean(), z.int().min(0).max(usesMax)]).default(false);

/** `true` = until switched off, a number = that many times more, `false` and 0 = off. */
export const Switches = z.strictObject({
  chargeThenTimeout: trigger,
  errorAfterCharge: trigger,
  refundThenTimeout: trigger,
  errorAfterRefund: trigger,
  duplicateWebhooks: trigger,
  reorderWebhooks: trigger,
  dropWebhooks: trigger,
  alterWebhooks: trigger,
  declineAll: trigger,
  slowRefunds: trigger,
  offline: trigger,
  webhookDelayMs: z.int().min(0).max(webhookDelayMaxMs).default(0),
  latencyMs: z.int().min(0).max(latencyMaxMs).default(0),
});
export type Switches = z.infer<typeof Switches>;

export type TriggerName = Exclude<keyof Switches, "webhookDelayMs" | "latencyMs">;

export function isSwitchedOn(value: boolean | number): boolean {
  return value === true || (typeof value === "number" && value > 0);
}

export const switchedOff: Switches = Switches.parse({});

/** What `metadata.switch` asks for one payment, such as `duplicateWebhooks,webhookDelayMs=500`; undefined when it cannot be read. */
export function parsePaymentSwitches(text: string): Switches | undefined {
  const pairs = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", value] = part.split("=");
      return [name, value === undefined ? true : Number(value)];
    });
  const parsed = Switches.safeParse(Object.fromEntries(pairs));
  return parsed.success && !isSwitchedOn(parsed.data.offline) ? parsed.data : undefined;
}

export function switchesOf(metadata: Readonly<Record<string, string>>): Switches {
  return parsePaymentSwitches(metadata["switch"] ?? "") ?? switchedOff;
}
