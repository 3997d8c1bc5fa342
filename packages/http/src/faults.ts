// Where a request that failed ends: a refusal is told to the caller, a fault of ours is logged once, counted, and told to nobody.
import { DatabaseUnavailable } from "@souk/db";
import { isRefusal, OutcomeUnknown, Refusal } from "@souk/errors";
import type { Counter, Telemetry } from "@souk/telemetry";
import type { FastifyReply, FastifyRequest } from "fastify";
import { PROBLEM_CONTENT_TYPE, problemOf, type ProblemAnswer } from "./problems.ts";

export type FaultReporter = {
  /** The problem that describes the error; logs and counts it if it is a fault of ours that was not reported yet. */
  describe(error: unknown, request: FastifyRequest): ProblemAnswer;
  /** Answers with that problem. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void;
};

export const pathOf = (url: string): string => url.replace(/\?.*$/s, "");
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? "unknown";

function sendProblem(
  { status, headers, document }: ProblemAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply
    .code(status)
    .headers({ ...headers, "x-request-id": request.id, "cache-control": "no-store" })
    .type(PROBLEM_CONTENT_TYPE)
    .send(JSON.stringify(document));
}

/** Our fault, and logged as one; but the caller may well try again: with the same Idempotency-Key nothing happens twice. */
function toTold(error: unknown): unknown {
  const isPassing = error instanceof DatabaseUnavailable || error instanceof OutcomeUnknown;
  if (!isPassing) return error;
  const text =
    "This cannot be done right now. Try again in a moment, with the same Idempotency-Key if there was one.";
  return new Refusal("unavailable", "temporarily_unavailable", text, {
    cause: error,
  });
}

export function createFaultReporter({ log, metrics }: Pick<Telemetry, "log" | "metrics">): FaultReporter {
  const faults: Counter = metrics.counter(
    "http_faults_total",
    "Requests that failed because of a fault of ours",
    ["method", "route"],
  );
  /** Twins of one idempotent request fail with the same error. */
  const reported = new WeakSet<object>();

  const report = (error: unknown, request: FastifyRequest): void => {
    const place = { method: request.method, route: routeOf(request) };
    faults.inc(place);
    if (typeof error === "object" && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    log.error({ err: error, ...place, requestId: request.id }, "request failed");
  };

  const describe = (error: unknown, request: FastifyRequest): ProblemAnswer => {
    if (!isRefusal(error)) report(error, request);
    return problemOf(toTold(error), {
      instance: pathOf(request.url),
      requestId: request.id,
    });
  };

  return {
    describe,
    answer: (error, request, reply) => {
      const problem = describe(error, request);
      if (reply.sent || reply.raw.headersSent) return; // A handler that answers by itself and then fails.
      try {
        sendProblem(problem, request, reply);
      } catch {
        // What failed was a header that cannot be sent; it is among those that the handler set.
        for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
        sendProblem(problem, request, reply);
      }
    },
  };
}
