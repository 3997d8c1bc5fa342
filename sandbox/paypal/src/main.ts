// Runs the stand-in as a process of its own; the first line on standard output is JSON with its address and its authority.
import { readConfig } from "./config.ts";
import { startSandboxPayPal } from "./start-sandbox-paypal.ts";

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const paypal = await startSandboxPayPal({ ...readConfig(process.env), log });
process.stdout.write(`${JSON.stringify({ url: paypal.url, webhookAuthority: paypal.webhookAuthority })}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void paypal.close());
