// The logger of one service: JSON lines that carry the service, the trace and the request, and never a secret.
import {
  pino,
  stdTimeFunctions,
  type ChildLoggerOptions,
  type DestinationStream,
  type Logger,
  type LoggerOptions,
} from "pino";
import { redact } from "./redaction.ts";
import { currentRequestId, currentTraceId } from "./trace-context.ts";

export type LogOptions = {
  readonly service: string;
  readonly logLevel?: string | undefined;
  readonly destination?: DestinationStream | undefined;
};

/** Asked only when a line is really written, so that a silent request costs nothing. */
function traceFields(): Record<string, string> {
  const fields: Record<string, string> = {};
  const traceId = currentTraceId();
  if (traceId !== undefined) fields.traceId = traceId;
  const requestId = currentRequestId();
  if (requestId !== undefined) fields.requestId = requestId;
  return fields;
}

export function createLogger({ service, logLevel = "info", destination }: LogOptions): Logger {
  const options: LoggerOptions = {
    level: logLevel,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    mixin: traceFields,
    formatters: { level: (label) => ({ level: label }), log: redact },
    // `redact` describes errors itself; pino's own serializer would add every field a driver hangs on them.
    serializers: { err: (described: unknown) => described },
  };
  return redactChildren(destination === undefined ? pino(options) : pino(options, destination));
}

/** pino's formatter of bindings is not asked for those of children. */
function redactChildren(log: Logger): Logger {
  const makeChild: (...given: never[]) => unknown = Reflect.get(log, "child");
  return Object.defineProperty(log, "child", {
    value(this: Logger, bindings: object, options?: ChildLoggerOptions) {
      return Reflect.apply(makeChild, this, [redact(bindings), options]);
    },
  });
}
