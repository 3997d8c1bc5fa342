// `node services/payment/src/providers/stripe/check/main.ts`: runs the adapter against Stripe itself, with a shop owner's test keys. See ../README.md.
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { checkSteps } from "./check-steps.ts";
import { readStripeConfig } from "../stripe-config.ts";
import { createStripeProvider } from "../stripe-provider.ts";

const TIMEOUT_MS = 10_000;
const OK = 204;
const REFUSED = 400;
const TEST_KEY = /^[rs]k_test_/;

const config = readStripeConfig(process.env);
if (!config || !TEST_KEY.test(config.secretKey))
  throw new Error("Give STRIPE_SECRET_KEY (a test key, never a live one) and STRIPE_WEBHOOK_SECRET.");
const provider = createStripeProvider({ ...config, timeoutMs: TIMEOUT_MS, now: () => new Date() });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const port = process.env["STRIPE_CHECK_PORT"];
const server = createServer((request, response) => {
  const answer = (status: number, line: string): void => {
    say(line);
    response.writeHead(status).end();
  };
  buffer(request)
    .then((rawBody) => provider.readWebhook(rawBody, request.headers))
    .then(
      ({ type, ...news }) => answer(OK, `webhook  ${type}: ${Object.keys(news).join(", ")}`),
      (error: unknown) => answer(REFUSED, `webhook  refused: ${String(error)}`),
    );
});
if (port !== undefined) server.listen(Number(port), "127.0.0.1");

for await (const { name, problem } of checkSteps(provider, new Date())) {
  say(problem === null ? `ok       ${name}` : `PROBLEM  ${name}: ${problem}`);
  if (problem !== null) process.exitCode = 1;
}
if (port !== undefined) say("Webhooks are shown as they come; end with Ctrl+C.");
