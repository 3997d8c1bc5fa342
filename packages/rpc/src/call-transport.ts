// What surrounds every call, whatever carries it: deadline, identity, trace, retry, breaker, metrics, and errors in Souk's words.
import type { DescMessage, DescMethodUnary, MessageInitShape } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { ConnectError, type ContextValues, type Transport, type UnaryResponse } from "@connectrpc/connect";
import {
  currentRequestId,
  currentTraceparent,
  withSpan,
  type Histogram,
  type Telemetry,
} from "@souk/telemetry";
import { isBrokenCircuitError } from "cockatiel";
import { clientCallKey, currentCall, TOKEN_HEADER, USER_HEADER } from "./call-context.ts";
import { CALL_DEADLINE_DEFAULT_MS, CALL_DEADLINE_MAX_MS } from "./limits.ts";
import type { OutcomeUnknownReason } from "@souk/errors";
import { createPeer, type Peer } from "./peers.ts";
import type { ServiceTokenIssuer } from "./service-token.ts";
import { classifyFailure, serviceUnavailable, toCallerError, type CallFailure } from "./wire-errors.ts";

export const REQUEST_ID_HEADER = "souk-request-id";
export const TRACEPARENT_HEADER = "traceparent";

/** By what came of the call; the labels are looked up once for each method. */
type CallDurations = Readonly<Record<"answered" | "failed", ReturnType<Histogram["with"]>>>;

type Carrier = Pick<Transport, "unary">;

export type CallTransportOptions = {
  readonly telemetry: Telemetry;
  readonly serviceToken: ServiceTokenIssuer;
  /** What carries the calls to a service, and the name of the peer that answers there; calls to one peer share a breaker. */
  readonly routeTo: (serviceTypeName: string) => { readonly transport: Carrier; readonly peer: string };
  /** Full names of methods that may be repeated, besides those that say so in their protobuf file. */
  readonly idempotentMethods?: readonly string[];
};

type Call<I extends DescMessage, O extends DescMessage> = {
  readonly method: DescMethodUnary<I, O>;
  readonly name: string;
  readonly input: MessageInitShape<I>;
  readonly header: Record<string, string>;
  readonly signal: AbortSignal | undefined;
  readonly deadlineAtMs: number;
  readonly repeatable: boolean;
};

/** A failure on its way through the policies; the caller never sees it. */
class FailedCall extends Error {
  readonly failure: CallFailure;
  readonly connectError: ConnectError;
  constructor(failure: CallFailure, connectError: ConnectError) {
    super(failure.kind);
    this.failure = failure;
    this.connectError = connectError;
  }
}

/** Makes the transport that a service's clients use. Souk's calls are questions with one answer; streams go through the bus. */
export function createCallTransport(options: CallTransportOptions): Transport {
  const { telemetry } = options;
  const idempotent = new Set(options.idempotentMethods);
  const peers = new Map<string, Peer>();
  const durations = telemetry.metrics.histogram(
    "souk_rpc_client_seconds",
    "Calls to other services, by method and result.",
    ["method", "result"],
  );

  const peerOf = (name: string): Peer => {
    const known = peers.get(name);
    if (known !== undefined) return known;
    const peer = createPeer({ isTransient, isSilence });
    peers.set(name, peer);
    return peer;
  };

  const durationsByMethod = new Map<string, CallDurations>();
  const durationsOf = (method: string): CallDurations => {
    const known = durationsByMethod.get(method);
    if (known !== undefined) return known;
    const made = {
      answered: durations.with({ method, result: "answered" }),
      failed: durations.with({ method, result: "failed" }),
    };
    durationsByMethod.set(method, made);
    return made;
  };

  return {
    // oxlint-disable-next-line max-params -- Connect's own interface.
    async unary(method, signal, timeoutMs, header, input, contextValues) {
      const { transport, peer } = options.routeTo(method.parent.typeName);
      const name = `${method.parent.typeName}.${method.name}`;
      const said = sayings(contextValues);
      const repeatable =
        said.idempotent ??
        (method.idempotency !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN || idempotent.has(name));
      const deadlineAtMs = deadlineOf(timeoutMs);
      return withSpan(telemetry, name, { "rpc.system": "connect_rpc", "rpc.peer": peer }, async () => {
        const headers = await headersOf(header, options.serviceToken, said.userId);
        const call = { method, name, input, header: headers, signal, deadlineAtMs, repeatable };
        return measure(durationsOf(name), () => attempt(transport, peerOf(peer), call));
      });
    },
    async stream(method) {
      throw new Error(
        `${method.parent.typeName}.${method.name} streams; calls between services have one answer.`,
      );
    },
  };
}

async function attempt<I extends DescMessage, O extends DescMessage>(
  transport: Carrier,
  peer: Peer,
  call: Call<I, O>,
): Promise<UnaryResponse<I, O>> {
  const { method, name, input, header, signal, deadlineAtMs, repeatable } = call;
  try {
    return await peer.run(async () => {
      const timeoutMs = Math.floor(deadlineAtMs - performance.now());
      if (timeoutMs <= 0 || currentCall()?.signal.aborted === true) throw serviceUnavailable(name);
      try {
        return await transport.unary(method, signal, timeoutMs, header, input);
      } catch (error) {
        const connectError = ConnectError.from(error);
        throw new FailedCall(classifyFailure(connectError, signal?.aborted === true), connectError);
      }
    }, repeatable);
  } catch (error) {
    if (error instanceof FailedCall) throw toCallerError(error.failure, name, error.connectError);
    if (isBrokenCircuitError(error)) throw serviceUnavailable(name, error);
    throw error;
  }
}

/** What the network did to this call; not what another call further down met with. */
function brokenBy(error: unknown): OutcomeUnknownReason | "unreachable" | undefined {
  if (!(error instanceof FailedCall)) return undefined;
  const { failure } = error;
  if (failure.kind === "unreachable") return failure.kind;
  return failure.kind === "unknown" && !failure.relayed ? failure.reason : undefined;
}

function isTransient(error: unknown): boolean {
  const reason = brokenBy(error);
  return reason === "unreachable" || reason === "connection_lost";
}

function isSilence(error: unknown): boolean {
  return isTransient(error) || brokenBy(error) === "deadline_exceeded";
}

function sayings(contextValues: ContextValues | undefined): {
  readonly userId?: string;
  readonly idempotent?: boolean;
} {
  return contextValues === undefined ? clientCallKey.defaultValue : contextValues.get(clientCallKey);
}

/** A call made while another is answered ends with it at the latest. */
function deadlineOf(timeoutMs: number | undefined): number {
  const ownMs =
    timeoutMs === undefined || timeoutMs <= 0
      ? CALL_DEADLINE_DEFAULT_MS
      : Math.min(timeoutMs, CALL_DEADLINE_MAX_MS);
  const own = performance.now() + ownMs;
  return Math.min(own, currentCall()?.deadlineAtMs ?? Infinity);
}

/** A plain record: Connect copies the headers twice, and copying `Headers` costs ten times as much. */
async function headersOf(
  given: HeadersInit | undefined,
  serviceToken: ServiceTokenIssuer,
  saidUserId: string | undefined,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = given === undefined ? {} : Object.fromEntries(new Headers(given));
  headers[TOKEN_HEADER] = await serviceToken();
  const userId = saidUserId ?? currentCall()?.userId;
  const traceparent = currentTraceparent();
  const requestId = currentRequestId();
  if (userId !== undefined) headers[USER_HEADER] = userId;
  if (traceparent !== undefined) headers[TRACEPARENT_HEADER] = traceparent;
  if (requestId !== undefined) headers[REQUEST_ID_HEADER] = requestId;
  return headers;
}

async function measure<Result>(durations: CallDurations, work: () => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now();
  let result: keyof CallDurations = "failed";
  try {
    const answer = await work();
    result = "answered";
    return answer;
  } finally {
    durations[result].observe((performance.now() - startedAtMs) / 1_000);
  }
}
