// What belongs to one call besides its message: who calls, for which customer, until when. It follows the work into nested calls.
import { AsyncLocalStorage } from "node:async_hooks";
import {
  createContextKey,
  createContextValues,
  type CallOptions,
  type HandlerContext,
} from "@connectrpc/connect";

/** The service that calls, and the signed-in user whom it does it for. */
export type RpcCaller = { readonly service: string; readonly userId: string | undefined };

/** The call that is being answered; calls made meanwhile may not outlive it. */
export type CurrentCall = RpcCaller & {
  /** On the clock of `performance.now()`; `Infinity` where the caller named none. */
  readonly deadlineAtMs: number;
  /** Aborted when the deadline passes or the caller gives up. */
  readonly signal: AbortSignal;
};

/** What a caller may say about one call. */
export type CallSettings = {
  /** The signed-in user whom the call is made for; the one of the call being answered where none is given. */
  readonly userId?: string;
  /** The call may be made twice without harm, so it is retried when the connection fails. */
  readonly idempotent?: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

type ClientCall = { readonly userId?: string; readonly idempotent?: boolean };

const NOTHING_SAID: ClientCall = {};

export const TOKEN_HEADER = "souk-service-token";
export const USER_HEADER = "souk-user-id";

export const currentCallKey = createContextKey<CurrentCall | undefined>(undefined, {
  description: "the call being answered",
});
export const clientCallKey = createContextKey<ClientCall>(NOTHING_SAID, {
  description: "what the caller said about its call",
});

/** Work that a handler starts and leaves behind, such as a worker it wakes, still runs "inside" the call when that has long ended. */
type Scope = { readonly call: CurrentCall | undefined; ended: boolean };

const scopes = new AsyncLocalStorage<Scope>();

/** The second argument of a client's method: `stock.reserve(request, callOptions({ idempotent: true }))`. */
export function callOptions(settings: CallSettings): CallOptions {
  const { timeoutMs, signal, ...said } = settings;
  const contextValues = createContextValues().set(clientCallKey, said);
  return {
    contextValues,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal !== undefined && { signal }),
  };
}

/** Who is calling, in a handler. */
export function callerOf(context: HandlerContext): RpcCaller {
  const call = context.values.get(currentCallKey);
  if (call === undefined) throw new Error("callerOf() was asked outside a call that @souk/rpc answers.");
  return call;
}

/** The call that is being answered here, wherever in the code "here" is; none once it has been answered. */
export function currentCall(): CurrentCall | undefined {
  const scope = scopes.getStore();
  return scope?.ended === false ? scope.call : undefined;
}

export async function runInCall<Result>(
  call: CurrentCall | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const scope: Scope = { call, ended: false };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.ended = true;
  }
}
