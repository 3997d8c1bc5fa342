// What a server does around every handler: who calls, until when, in which trace; and what the caller is told when it fails.
import {
  ConnectError,
  type ConnectRouter,
  type ConnectRouterOptions,
  type ContextValues,
  type HandlerContext,
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
    const { implementations, telemetry } = offerOf(registration, options.telemetry);
    const { identify, run } = handlerRules(telemetry, options.verify);
    const rules: ConnectRouterOptions = {
      ...options.protocol,
      maxTimeoutMs: CALL_DEADLINE_MAX_MS,
      readMaxBytes: MESSAGE_BYTES_MAX,
      writeMaxBytes: MESSAGE_BYTES_MAX,
      requestGate: identify,
      interceptors: [
        (next) => async (request) => {
          const name = `${request.service.typeName}.${request.method.name}`;
          const call = { name, header: request.header, values: request.contextValues };
          return run(call, async () => next(request));
        },
      ],
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

/** What a service offers, and the telemetry that goes with it. */
export function offerOf(
  registration: RpcRegistration,
  telemetry: Telemetry,
): Exclude<RpcRegistration, (...parameters: never) => void> {
  return typeof registration === "function" ? { implementations: registration, telemetry } : registration;
}

/** The call as its handler's surroundings see it. */
export type IncomingCall = {
  readonly name: string;
  readonly header: Headers;
  readonly values: ContextValues;
};

/** What happens around every handler, whatever brought the call. */
export type HandlerRules = {
  readonly identify: (context: HandlerContext) => Promise<void>;
  readonly run: <Result>(call: IncomingCall, work: () => Promise<Result>) => Promise<Result>;
};

export function handlerRules(telemetry: Telemetry, verify: ServiceTokenVerifier): HandlerRules {
  return {
    identify: (context) => identify(context, verify, telemetry),
    run: (call, work) => answer(telemetry, call, work),
  };
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

async function answer<Result>(
  telemetry: Telemetry,
  { name, header, values }: IncomingCall,
  work: () => Promise<Result>,
): Promise<Result> {
  const incoming = {
    traceparent: header.get(TRACEPARENT_HEADER) ?? undefined,
    requestId: header.get(REQUEST_ID_HEADER) ?? undefined,
  };
  try {
    return await runInCall(values.get(currentCallKey), () =>
      continueTrace(incoming, () => withSpan(telemetry, name, { "rpc.system": "connect_rpc" }, work)),
    );
  } catch (error) {
    throw reported(error, telemetry, name);
  }
}

/** A bug is logged here, where its cause is known; the caller learns only that there was one. */
function reported(error: unknown, telemetry: Telemetry, method: string): ConnectError {
  if (isCallEnd(error) || error instanceof OutcomeUnknown)
    telemetry.log.warn({ err: error, method }, "A call from another service came to no end.");
  else if (!isRefusal(error))
    telemetry.log.error({ err: error, method }, "A call from another service failed.");
  return toWireError(error);
}
