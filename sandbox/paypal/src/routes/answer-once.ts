// Does a thing once for each PayPal-Request-Id while PayPal would remember it, and answers with how that thing stands now.
// A refusal is not remembered: a shopper may choose another way to pay, and the same request is a new attempt then.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { refusal } from "../domain/refusal.ts";
import type { TriggerName } from "../domain/switches.ts";
import { type Change, recordChange } from "../record-change.ts";

const MS_PER_HOUR = 3_600_000;
/** As PayPal's reference says: six hours for orders, 45 days for what is done under them. */
export const rememberedMs = { orders: 6 * MS_PER_HOUR, payments: 45 * 24 * MS_PER_HOUR } as const;

type Faults = { readonly timeout?: TriggerName; readonly error?: TriggerName };
export type Once = {
  readonly rememberMs: number;
  /** Of what is made; the same thing is shown when the request is repeated. */
  readonly subjectId: string;
  readonly run: (subjectId: string) => Change;
  readonly show: (subjectId: string) => unknown;
  readonly status: 200 | 201;
  readonly faults?: Faults;
};

export function answerOnce(
  deps: Deps,
  exchange: { request: FastifyRequest; reply: FastifyReply },
  once: Once,
) {
  const { request, reply } = exchange;
  const { store } = deps;
  const requestId = request.headers["paypal-request-id"];
  const key = `${request.url} ${String(requestId)}`;
  const earlier = requestId === undefined ? undefined : store.findAnswer(key, deps.now());
  if (earlier) return reply.code(200).send(once.show(earlier.subjectId));
  const until = new Date(deps.now().getTime() + once.rememberMs).toISOString();
  const answer = requestId === undefined ? {} : { answer: { key, subjectId: once.subjectId, until } };
  recordChange(deps, { ...once.run(once.subjectId), ...answer });
  const { timeout, error } = once.faults ?? {};
  if (timeout !== undefined && store.spend(timeout)) return reply.hijack(); // The answer never comes.
  if (error !== undefined && store.spend(error)) throw refusal(500, "INTERNAL_SERVICE_ERROR");
  return reply.code(once.status).send(once.show(once.subjectId));
}
