// Spans at our own seams: one for each call, event, job and request, none made by instrumentation.
import {
  context,
  ProxyTracerProvider,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from "@opentelemetry/api";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { continueTrace, hasTrace, remoteParent } from "./trace-context.ts";

/** What `withSpan` needs of a service's telemetry. */
export type WorkSpan = { readonly tracer: Tracer };

export type Tracing = { readonly tracer: Tracer; flush(): Promise<void>; close(): Promise<void> };

/** Tracers that throw every span away; `withSpan` does not even ask them. */
const silentTracers = new WeakSet<Tracer>();

/** Puts the service's name on each span: services that share a process share OpenTelemetry's resource too. */
const naming = (service: string): SpanProcessor => ({
  onStart: (span) => void span.setAttribute("service.name", service),
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
});

/** A tracer of one service. Without an exporter nothing is recorded, only the trace ids travel. */
export function createTracing(service: string, exporter: SpanExporter | undefined): Tracing {
  if (exporter === undefined) {
    const tracer = new ProxyTracerProvider().getTracer(service);
    silentTracers.add(tracer);
    return { tracer, flush: async () => undefined, close: async () => undefined };
  }
  const provider = new NodeTracerProvider({
    spanProcessors: [naming(service), new BatchSpanProcessor(exporter)],
  });
  return {
    tracer: provider.getTracer(service),
    flush: () => provider.forceFlush(),
    close: () => provider.shutdown(),
  };
}

/** The running span, or else what another process sent, becomes the parent. */
function parentContext(): Context {
  const active = context.active();
  const remote = remoteParent();
  return remote === undefined || trace.getSpan(active) !== undefined
    ? active
    : trace.setSpanContext(active, remote);
}

/** The attributes of a failed span name the error and leave out its message, which may quote what a person typed. */
function recordFailure(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : typeof error;
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: type });
}

/** Runs `work` inside a span of the service, below the current one. Costs next to nothing when nobody exports spans. */
// oxlint-disable-next-line max-params -- the work comes last, as in every function that wraps some
export async function withSpan<T>(
  telemetry: WorkSpan,
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  if (silentTracers.has(telemetry.tracer)) return hasTrace() ? work() : continueTrace({}, work);
  const kind = trace.getActiveSpan() === undefined ? SpanKind.SERVER : SpanKind.INTERNAL;
  return telemetry.tracer.startActiveSpan(name, { attributes, kind }, parentContext(), async (span) => {
    try {
      return await work();
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Whether somebody takes the service's spans away. */
export function recordsSpans(telemetry: WorkSpan): boolean {
  return !silentTracers.has(telemetry.tracer);
}
