// Checks the adapter against PayPal's test environment, with test keys: PAYPAL_API_URL=https://api-m.sandbox.paypal.com node …/check/main.ts
import { setTimeout as sleep } from "node:timers/promises";
import { checkPayPal } from "./check-steps.ts";
import { createPayPalProvider } from "../create-paypal-provider.ts";
import { readPayPalConfig } from "../paypal-config.ts";

const LIVE_HOST = "api-m.paypal.com";
const LOOK_EVERY_MS = 3_000;
const TIMEOUT_MS = 15_000;

const config = readPayPalConfig(process.env);
if (!config) throw new Error("PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET and PAYPAL_WEBHOOK_ID are needed.");
if (new URL(config.url).host === LIVE_HOST) {
  throw new Error(
    "This check pays: give it PayPal's test environment by PAYPAL_API_URL, never the live one.",
  );
}
const now = (): Date => new Date();
const isWell = await checkPayPal({
  provider: createPayPalProvider({ ...config, timeoutMs: TIMEOUT_MS, now }),
  say: (line) => process.stdout.write(`${line}\n`),
  wait: () => sleep(LOOK_EVERY_MS),
  now,
});
process.exitCode = isWell ? 0 : 1;
