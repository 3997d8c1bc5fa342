// The public face of @souk/telemetry: logs, metrics and traces of one service.
export type { Logger } from "pino";
export type { Registry } from "prom-client";
export type { Tracer } from "@opentelemetry/api";
export type { SpanExporter } from "@opentelemetry/sdk-trace-node";
export { createTelemetry, type Telemetry, type TelemetryOptions } from "./telemetry.ts";
export {
  createRegistry,
  type Counter,
  type Gauge,
  type Histogram,
  type Labels,
  type Metrics,
} from "./metrics.ts";
export { recordsSpans, withSpan, type WorkSpan } from "./spans.ts";
export {
  continueTrace,
  currentRequestId,
  currentTraceId,
  currentTraceparent,
  type IncomingTrace,
} from "./trace-context.ts";
export { redact } from "./redaction.ts";
