// What a server does around every handler: who calls, until when, in which trace; and what the caller is told when it fails.
import {
  ConnectError,
  type ConnectRouter,
  type ConnectRouterOptions,
  type HandlerContext,
  type Interceptor,
} from "@connectrpc/connect";
import { isRefusal, OutcomeUnknown, Refusal } from "@souk/errors";
import { continueTrace, withSpan, type Telemetry } from "@souk/telemetry";
import { currentCallKey, runInCall, TOKEN_HEADER, USER_HEADER } from "./call-context.ts";
import { REQUEST_ID_HEADER, TRACEPARENT_HEADER } from "./call-transport.ts";
import { CALL_DEADLINE_MAX_MS, MESSAGE_BYTES_MAX } from "./limits.ts";
import type { RpcRegistration } from "./rpc.ts";
import type { ServiceTokenVerifier } from "./service-token.ts";
import { isCallEnd, toWireError } from "./wire-errors.ts";

export type HandlersOptions = {
  readonly register: readonly RpcRegistration[];
  readonly telemetry: Telemetry;
  readonly verify: ServiceTokenVerifier;
  /** Which protocol the router speaks; options of the transport's own go with it. */
  readonly protocol: ConnectRouterOptions;
};

/** Registers everybody's implementations, each under the same rules and with its own telemetry. */
export function registerHandlers(router: ConnectRouter, options: HandlersOptions): void {
  for (const registration of options.register) {
    const { implementations, telemetry } =
      typeof registration === "function"
        ? { implementations: registration, telemetry: options.telemetry }
        : registration;
    const rules: ConnectRouterOptions = {
      ...options.protocol,
      maxTimeoutMs: CALL_DEADLINE_MAX_MS,
      readMaxBytes: MESSAGE_BYTES_MAX,
      writeMaxBytes: MESSAGE_BYTES_MAX,
      requestGate: (context) => identify(context, options.verify, telemetry),
      interceptors: [answer(telemetry)],
    };
    const ruled: ConnectRouter = {
      handlers: router.handlers,
      service: (service, implementation, own) => {
        router.service(service, implementation, { ...own, ...rules });
        return ruled;
      },
      rpc: (method, implementation, own) => {
        router.rpc(method, implementation, { ...own, ...rules });
        return ruled;
      },
    };
    implementations(ruled);
  }
}

/** Runs before the message is read, so that a stranger costs next to nothing. */
async function identify(
  context: HandlerContext,
  verify: ServiceTokenVerifier,
  telemetry: Telemetry,
): Promise<void> {
  try {
    const token = context.requestHeader.get(TOKEN_HEADER);
    if (token === null)
      throw new Refusal("unauthenticated", "service_token_missing", "The call carries no service token.");
    const { service } = await verify(token);
    const timeoutMs = context.timeoutMs();
    context.values.set(currentCallKey, {
      service,
      userId: context.requestHeader.get(USER_HEADER) ?? undefined,
      deadlineAtMs: timeoutMs === undefined ? Infinity : performance.now() + timeoutMs,
      signal: context.signal,
    });
  } catch (error) {
    throw reported(error, telemetry, `${context.service.typeName}.${context.method.name}`);
  }
}

function answer(telemetry: Telemetry): Interceptor {
  return (next) => async (request) => {
    const method = `${request.service.typeName}.${request.method.name}`;
    const call = request.contextValues.get(currentCallKey);
    const incoming = {
      traceparent: request.header.get(TRACEPARENT_HEADER) ?? undefined,
      requestId: request.header.get(REQUEST_ID_HEADER) ?? undefined,
    };
    try {
      return await runInCall(call, () =>
        continueTrace(incoming, () =>
          withSpan(telemetry, method, { "rpc.system": "connect_rpc" }, async () => next(request)),
        ),
      );
    } catch (error) {
      throw reported(error, telemetry, method);
    }
  };
}

/** A bug is logged here, where its cause is known; the caller learns only that there was one. */
function reported(error: unknown, telemetry: Telemetry, method: string): ConnectError {
  if (isCallEnd(error) || error instanceof OutcomeUnknown)
    telemetry.log.warn({ err: error, method }, "A call from another service came to no end.");
  else if (!isRefusal(error))
    telemetry.log.error({ err: error, method }, "A call from another service failed.");
  return toWireError(error);
}
