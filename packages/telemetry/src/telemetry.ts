// What a service writes down about itself: one logger, one set of metrics, one tracer.
import type { Tracer } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { DestinationStream, Logger } from "pino";
import type { Registry } from "prom-client";
import { createLogger } from "./logger.ts";
import { createMetrics, createRegistry, type Metrics } from "./metrics.ts";
import { createTracing } from "./spans.ts";
import { enableContext } from "./trace-context.ts";

export type Telemetry = {
  readonly service: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  /** Hands the finished spans to the exporter. */
  flush(): Promise<void>;
  /** Flushes and stops exporting. */
  close(): Promise<void>;
};

export type TelemetryOptions = {
  readonly service: string;
  /** Default `info`. */
  readonly logLevel?: string | undefined;
  /** Default standard output. */
  readonly destination?: DestinationStream | undefined;
  /** Shared by all services of a process; made with `createRegistry`. */
  readonly registry?: Registry | undefined;
  /** Without one, spans are not recorded. */
  readonly spanExporter?: SpanExporter | undefined;
};

export function createTelemetry(options: TelemetryOptions): Telemetry {
  enableContext();
  const { service } = options;
  return {
    service,
    log: createLogger(options),
    metrics: createMetrics(service, options.registry ?? createRegistry()),
    ...createTracing(service, options.spanExporter),
  };
}
