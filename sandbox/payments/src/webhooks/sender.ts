// One attempt to bring one event to the receiver, with the faults its plan asks for. Says what went wrong, or nothing.
import type { StoredEvent } from "../domain/webhook-event.ts";
import { signatureHeader, signWebhook } from "./signature.ts";

const timeoutMs = 10_000;

export type Sender = (stored: StoredEvent, attemptsBefore: number) => Promise<string | undefined>;

type SenderOptions = {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly now: () => Date;
  readonly closing: AbortSignal;
};

export function createSender(options: SenderOptions): Sender {
  return async ({ event, plan }, attemptsBefore) => {
    const rawBody = JSON.stringify(event);
    const signature = signWebhook(rawBody, options.secrets, options.now());
    // Only the first attempt is altered: a receiver that refuses it, as it must, gets the genuine one later.
    const sentBody = plan.alter && attemptsBefore === 0 ? alterAmount(rawBody) : rawBody;
    const failure = await post(options, sentBody, signature);
    if (failure === undefined && plan.duplicate) await post(options, rawBody, signature);
    return failure;
  };
}

async function post(options: SenderOptions, body: string, signature: string): Promise<string | undefined> {
  const response = await fetch(options.url, {
    method: "POST",
    headers: { "content-type": "application/json", [signatureHeader]: signature },
    body,
    redirect: "manual",
    signal: AbortSignal.any([options.closing, AbortSignal.timeout(timeoutMs)]),
  });
  await response.arrayBuffer(); // Read to its end, so that the connection is used again.
  return response.ok ? undefined : `the receiver answered ${response.status}`;
}

function alterAmount(rawBody: string): string {
  return rawBody.replace(/"amount":(?<amount>\d+)/u, (_, amount: string) => `"amount":${Number(amount) + 1}`);
}
