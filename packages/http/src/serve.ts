// The way of a request through a route: who calls, may they, is it well-formed, was it done already, do it, answer.
// Written so that a read whose handler needs no promise needs none here either.
import { continueTrace, recordsSpans, withSpan, type Telemetry } from "@souk/telemetry";
import type { FastifyReply, FastifyRequest } from "fastify";
import { findCaller } from "./authentication.ts";
import { unstorableText } from "./bodies.ts";
import { anonymous, assertAccess, type Caller } from "./caller.ts";
import type { FaultReporter } from "./faults.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { IdempotentCalls } from "./idempotency.ts";
import { principalOf, readKey } from "./idempotency-key.ts";
import { PROBLEM_CONTENT_TYPE } from "./problems.ts";
import { renderAnswer, sendAnswer, type RenderedAnswer } from "./rendered-answer.ts";
import { assertDocumented } from "./response-check.ts";
import type { AnyHandlerInput, Route } from "./route.ts";
import type { TokenVerifier } from "./tokens.ts";
import type { TrustedHops } from "./trusted-hops.ts";
import { discardUpload, requireUpload } from "./uploads.ts";
import { refuseRepeatedKeys, validate } from "./validation.ts";

export type ServeContext = {
  readonly verifier: TokenVerifier;
  readonly telemetry: Telemetry;
  readonly faults: FaultReporter;
  readonly isTrusted: TrustedHops;
  readonly idempotentCalls: IdempotentCalls | undefined;
  readonly checkResponses: boolean;
};
type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

const OK = 200;
const ENCODED_NUL = "%00";

/** Serves one route. */
export class RouteServer {
  readonly #route: Route;
  readonly #context: ServeContext;
  readonly #rendering: { readonly declaredStatus: number; readonly isRead: boolean };
  /** Callers that were let in before the body was read. */
  readonly #admitted = new WeakMap<FastifyRequest, Caller>();

  constructor(route: Route, context: ServeContext) {
    this.#route = route;
    this.#context = context;
    this.#rendering = { declaredStatus: route.options.status ?? OK, isRead: route.method === "GET" };
  }

  /** Lets the caller in before a body is read, so that nobody unknown makes us read one. */
  async admitEarly(request: FastifyRequest): Promise<void> {
    this.#admitted.set(request, await this.#admit(request));
  }

  /** Answers the request, whatever happens; gives Fastify no promise to wrap. */
  handle(request: FastifyRequest, reply: FastifyReply): void {
    const { isTrusted, telemetry, faults } = this.#context;
    const sent = request.headers.traceparent;
    const traceparent =
      typeof sent === "string" && isTrusted(request.socket.remoteAddress) ? sent : undefined;
    continueTrace({ requestId: request.id, traceparent }, () => {
      let answered: Promise<void> | undefined;
      try {
        const work = recordsSpans(telemetry)
          ? this.#traced({ request, reply })
          : this.#serve({ request, reply });
        if (work instanceof Promise)
          answered = work.catch((error: unknown) => faults.answer(error, request, reply));
      } catch (error) {
        faults.answer(error, request, reply);
      }
      if (this.#route.options.rawBody === "file") void this.#discardUpload(request, answered);
    });
  }

  async #discardUpload({ body }: FastifyRequest, answered: Promise<void> | undefined): Promise<void> {
    try {
      await answered;
      await discardUpload(body);
    } catch (error) {
      this.#context.telemetry.log.error({ err: error }, "an uploaded file could not be removed");
    }
  }

  #traced(exchange: Exchange): Promise<void> {
    const { method, path } = this.#route;
    const attributes = { "http.request.method": method, "http.route": path };
    return withSpan(this.#context.telemetry, `${method} ${path}`, attributes, async () =>
      this.#serve(exchange),
    );
  }

  #admit(request: FastifyRequest): Caller | Promise<Caller> {
    const { access } = this.#route.options;
    if (access.kind === "machine") return anonymous; // `Authorization` is the provider's business there.
    const caller = findCaller(request.headers.authorization, this.#context.verifier);
    if (!(caller instanceof Promise)) return assertAccess(access, caller);
    return caller.then((known) => assertAccess(access, known));
  }

  #serve(exchange: Exchange): void | Promise<void> {
    const admitted = this.#rendering.isRead ? undefined : this.#admitted.get(exchange.request);
    const caller = admitted ?? this.#admit(exchange.request);
    return caller instanceof Promise
      ? caller.then((known) => this.#perform(exchange, known))
      : this.#perform(exchange, caller);
  }

  #perform(exchange: Exchange, caller: Caller): void | Promise<void> {
    const input = this.#readInput(exchange, caller);
    const key = readKey(input.headers["idempotency-key"], this.#route.idempotency);
    const { idempotentCalls } = this.#context;
    if (key !== undefined && idempotentCalls !== undefined)
      return this.#performOnce(idempotentCalls, input, key);
    const result = this.#route.handler(input);
    return result instanceof Promise
      ? result.then((settled) => this.#finish(exchange, settled))
      : this.#finish(exchange, result);
  }

  #readInput({ request, reply }: Exchange, caller: Caller): AnyHandlerInput {
    const { options } = this.#route;
    const { url } = request;
    if (url.includes(ENCODED_NUL)) throw unstorableText();
    if (options.query !== undefined) refuseRepeatedKeys(request.query);
    return {
      params: options.params === undefined ? undefined : validate("params", options.params, request.params),
      query: options.query === undefined ? undefined : validate("query", options.query, request.query),
      body: this.#readBody(request),
      caller,
      headers: request.headers,
      request,
      reply,
      idempotency: undefined,
      requestId: request.id,
      log: this.#context.telemetry.log,
    };
  }

  #readBody({ body }: FastifyRequest): unknown {
    const { options } = this.#route;
    if (options.rawBody === true) return body ?? Buffer.alloc(0);
    if (options.rawBody === "file") return requireUpload(body);
    return options.body === undefined ? undefined : validate("body", options.body, body);
  }

  #render(result: unknown): RenderedAnswer {
    if (this.#context.checkResponses) assertDocumented(this.#route, result);
    return renderAnswer(result, this.#rendering);
  }

  #finish({ request, reply }: Exchange, result: unknown): void {
    if (result === reply || reply.sent) return; // The handler answers by itself.
    sendAnswer(this.#render(result), request, reply);
  }

  async #performOnce(calls: IdempotentCalls, input: AnyHandlerInput, key: string): Promise<void> {
    const { method, path, options, handler } = this.#route;
    const { request, reply, caller } = input;
    const scope = caller.kind === "user" ? undefined : options.idempotencyScope?.(input);
    const { answer, isReplay } = await calls.perform({
      identity: { principal: principalOf(caller, scope), route: `${method} ${path}`, key },
      fingerprint: fingerprintOf(input),
      run: async (resourceId) => this.#render(await handler({ ...input, idempotency: { key, resourceId } })),
      refuse: (refusal) => {
        const { status, headers, document } = this.#context.faults.describe(refusal, request);
        return {
          status,
          headers: { ...headers, "content-type": PROBLEM_CONTENT_TYPE, "cache-control": "no-store" },
          body: JSON.stringify(document),
        };
      },
    });
    if (isReplay) reply.header("idempotent-replayed", "true");
    sendAnswer(answer, request, reply);
  }
}
