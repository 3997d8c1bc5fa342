// The settings of payments that no provider moves.
import type { Environment } from "@souk/service";
import { z } from "zod";
import type { ManualOptions } from "./manual-provider.ts";

const DAY_MS = 24 * 60 * 60_000;
const WINDOW_DAYS_MAX = 60;
const CASH_INSTRUCTIONS = "Please have the amount ready when your parcel arrives. Your order:";

const schema = z.object({
  /** The shop's bank account as the shopper should read it; a transfer can be chosen where it is given. */
  PAYMENT_BANK_TRANSFER_INSTRUCTIONS: z.string().trim().min(1).max(1_000).optional(),
  PAYMENT_CASH_ON_DELIVERY: z.enum(["true", "false"]).default("false"),
  PAYMENT_MANUAL_WINDOW_DAYS: z.coerce.number().int().min(1).max(WINDOW_DAYS_MAX).default(14),
});

export type ManualConfig = { readonly windowMs: number; readonly ways: readonly ManualOptions[] };

export function readManualConfig(env: Environment): ManualConfig {
  const values = schema.parse(env);
  const { PAYMENT_BANK_TRANSFER_INSTRUCTIONS: transfer, PAYMENT_CASH_ON_DELIVERY: cash } = values;
  return {
    windowMs: values.PAYMENT_MANUAL_WINDOW_DAYS * DAY_MS,
    ways: [
      ...(transfer === undefined
        ? []
        : [{ name: "bank_transfer", instructions: transfer, isPromised: false } as const]),
      ...(cash === "true"
        ? [{ name: "cash_on_delivery", instructions: CASH_INSTRUCTIONS, isPromised: true } as const]
        : []),
    ],
  };
}
