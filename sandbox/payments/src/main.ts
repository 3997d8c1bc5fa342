// Runs the provider as a process of its own; the first line on standard output is JSON with its address.
import { readConfig } from "./config.ts";
import { startSandboxPayments } from "./start-sandbox-payments.ts";

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const payments = await startSandboxPayments({ ...readConfig(process.env), log });
process.stdout.write(`${JSON.stringify({ url: payments.url })}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void payments.close());
