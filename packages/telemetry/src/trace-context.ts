// Which trace and which request the running code belongs to, and how a trace travels (W3C Trace Context).
import { randomBytes } from "node:crypto";
import {
  context,
  createContextKey,
  isSpanContextValid,
  ROOT_CONTEXT,
  trace,
  type Context,
  type SpanContext,
} from "@opentelemetry/api";
import { AlwaysOffSampler, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

/** What came in with a call, an event or a job. */
export type IncomingTrace = {
  readonly traceparent?: string | undefined;
  readonly requestId?: string | undefined;
};

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
const SAMPLED = 1;
const HEXADECIMAL = 16;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const ORIGIN = createContextKey("souk.origin");

/** Where the running work came from. Its ids are read or made only when somebody asks: most requests write no line and call nobody. */
class Origin {
  readonly requestId: string | undefined;
  #traceparent: string | undefined;
  #remote: SpanContext | undefined;
  #own: SpanContext | undefined;

  constructor({ requestId, traceparent }: IncomingTrace) {
    this.requestId = requestId;
    this.#traceparent = traceparent;
  }

  get remote(): SpanContext | undefined {
    if (this.#traceparent !== undefined) this.#remote = parseTraceparent(this.#traceparent);
    this.#traceparent = undefined;
    return this.#remote;
  }

  spanContext(): SpanContext {
    this.#own ??= this.remote ?? {
      traceId: randomBytes(TRACE_ID_BYTES).toString("hex"),
      spanId: randomBytes(SPAN_ID_BYTES).toString("hex"),
      traceFlags: SAMPLED,
    };
    return this.#own;
  }
}

/** A context that holds nothing but an origin. OpenTelemetry's own copies a map for each value, which every request would pay. */
class OriginContext implements Context {
  readonly #origin: Origin;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  getValue(key: symbol): unknown {
    return key === ORIGIN ? this.#origin : undefined;
  }

  setValue(key: symbol, value: unknown): Context {
    return ROOT_CONTEXT.setValue(ORIGIN, this.#origin).setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return key === ORIGIN ? ROOT_CONTEXT : this;
  }
}

function parseTraceparent(traceparent: string): SpanContext | undefined {
  const [, traceId = "", spanId = "", flags = "0"] = TRACEPARENT.exec(traceparent) ?? [];
  const parsed: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, HEXADECIMAL) & SAMPLED,
    isRemote: true,
  };
  return isSpanContextValid(parsed) ? parsed : undefined;
}

function currentOrigin(): Origin | undefined {
  const origin = context.active().getValue(ORIGIN);
  return origin instanceof Origin ? origin : undefined;
}

function currentSpanContext(): SpanContext | undefined {
  return trace.getActiveSpan()?.spanContext() ?? currentOrigin()?.spanContext();
}

/** Once for each process: the context crosses services that share one. Asking again changes nothing. */
export function enableContext(): void {
  new NodeTracerProvider({ sampler: new AlwaysOffSampler() }).register({ propagator: null });
}

/** The trace that came in from another process and has no span here yet. */
export function remoteParent(): SpanContext | undefined {
  return currentOrigin()?.remote;
}

export function hasTrace(): boolean {
  return currentOrigin() !== undefined;
}

/** The trace id that log lines carry. */
export function currentTraceId(): string | undefined {
  return currentSpanContext()?.traceId;
}

/** The id of the HTTP request that caused the running work. */
export function currentRequestId(): string | undefined {
  return currentOrigin()?.requestId;
}

/** `traceparent` for a call, an event or a job that leaves this process. */
export function currentTraceparent(): string | undefined {
  const current = currentSpanContext();
  if (current === undefined) return undefined;
  return `00-${current.traceId}-${current.spanId}-${current.traceFlags === SAMPLED ? "01" : "00"}`;
}

/** Runs `work` as a part of the trace that came in; a new trace where `traceparent` is missing or malformed. */
export function continueTrace<T>(incoming: IncomingTrace, work: () => T): T {
  return context.with(new OriginContext(new Origin(incoming)), work);
}
