// Starts the stand-in for Stripe as a program of its own; the first line it prints says where it listens.
import { readConfig } from "./config.ts";
import { startSandboxStripe } from "./start-sandbox-stripe.ts";

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const stripe = await startSandboxStripe({ ...readConfig(process.env), log });
process.stdout.write(`${JSON.stringify({ url: stripe.url })}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stripe.close());
