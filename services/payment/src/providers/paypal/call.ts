// One call to PayPal, with its three outcomes kept apart: answered, refused for good, silent.
// What PayPal's library throws holds the token, so it is never handed on: errors are logged.
import { isRefusal, Refusal } from "@souk/errors";
import { z } from "zod";
import { ProviderSilent } from "../payment-provider.ts";
import type { Connection, ConnectionOptions, Connector } from "./connection.ts";

const UNAUTHORIZED = 401;
/** Refusals that say nothing of the payment: we are not let in, too fast or too slow. */
const PASSING_STATUSES: readonly number[] = [UNAUTHORIZED, 403, 408, 409, 425, 429];
/** Another request under the same id is still being worked on. */
const PASSING_ISSUES: readonly string[] = ["PREVIOUS_REQUEST_IN_PROGRESS", "DUPLICATE_REQUEST_ID"];
const NOT_FOUND_CODES: readonly string[] = ["resource_not_found", "invalid_resource_id"];

export type Sent = { readonly statusCode: number; readonly body: string };
/** `answer`: what a usable answer looks like. */
export type Call = <Answer>(
  answer: z.ZodType<Answer>,
  send: (connection: Connection) => Promise<unknown>,
) => Promise<Answer>;

const sentBody = z.object({ statusCode: z.int(), body: z.string() });
const refusalBody = z.object({
  name: z.string(),
  details: z.array(z.object({ issue: z.string() })).default([]),
});

export function createCall(options: ConnectionOptions): Call {
  let loading: Promise<Connector> | undefined;
  const connectorOf = (): Promise<Connector> => (loading ??= loadConnector(options));
  return async (answer, send) => {
    const connector = await connectorOf();
    const { statusCode, body } = await answered(async () => send(await connector.connect()));
    if (statusCode === UNAUTHORIZED) connector.disconnect();
    return readAnswer(answer, { status: statusCode, json: parseJson(body) });
  };
}

async function loadConnector(options: ConnectionOptions): Promise<Connector> {
  const { createConnector } = await import("./connection.ts");
  return createConnector(options);
}

/** The library throws what is no success, and what is one but not as it expects; both carry what PayPal said. */
async function answered(send: () => Promise<unknown>): Promise<Sent> {
  const outcome = await send().catch((error: unknown) => error);
  const sent = sentBody.safeParse(outcome);
  if (sent.success) return sent.data;
  const code = z.object({ code: z.string() }).safeParse(outcome).data?.code ?? "unreadable";
  throw new ProviderSilent(`PayPal gave no answer that could be read (${code}).`);
}

function readAnswer<Answer>(
  answer: z.ZodType<Answer>,
  { status, json }: { status: number; json: unknown },
): Answer {
  const refusal = refusalBody.safeParse(json);
  if (status >= 400 && status < 500 && refusal.success && !PASSING_STATUSES.includes(status)) {
    const { name, details } = refusal.data;
    const issue = details[0]?.issue ?? name;
    if (PASSING_ISSUES.includes(issue)) throw new ProviderSilent(`PayPal asks to come back: ${issue}.`);
    throw new Refusal("unprocessable", issue.toLowerCase(), "PayPal refused the request.");
  }
  const usable = answer.safeParse(json);
  if (status < 300 && usable.success) return usable.data;
  throw new ProviderSilent(`PayPal's answer ${status} cannot be used.`);
}

/** An empty body and one that is no JSON are no answer: the shape that is asked for decides. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Whether PayPal said that it has no such thing, or has it no longer. */
export function isNotFound(error: unknown): boolean {
  return isRefusal(error) && NOT_FOUND_CODES.includes(error.code);
}
