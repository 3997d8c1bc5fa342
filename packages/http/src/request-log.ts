// One duration per request always, one line per request where it is worth reading.
import type { Telemetry } from "@souk/telemetry";
import type { FastifyReply, FastifyRequest } from "fastify";

const SLOW_MS = 1_000;
const MS_PER_SECOND = 1_000;
const CLIENT_FAULT = 400;
const SERVER_FAULT = 500;
const CLASS_SIZE = 100;

/** Called when the answer is out. */
export type RequestRecorder = (request: FastifyRequest, reply: FastifyReply) => void;

function levelOf(request: FastifyRequest, status: number, durationMs: number): "debug" | "info" | "warn" {
  if (status >= SERVER_FAULT) return "warn";
  const isRead = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
  return isRead && status < CLIENT_FAULT && durationMs < SLOW_MS ? "debug" : "info";
}

/** Records the requests of one route; `route` is its declared path, never the path that was asked for. */
export function createRequestRecorder(
  telemetry: Pick<Telemetry, "log" | "metrics">,
  method: string,
  route: string,
): RequestRecorder {
  const { log, metrics } = telemetry;
  const durations = metrics.histogram(
    "http_request_duration_seconds",
    "Time from the request to the end of the answer",
    ["method", "route", "status"],
  );
  const byStatusClass: { observe(value: number): void }[] = [];

  return (request, reply) => {
    const { statusCode: status } = reply;
    const durationMs = reply.elapsedTime;
    const statusClass = Math.trunc(status / CLASS_SIZE);
    const duration = (byStatusClass[statusClass] ??= durations.with({
      method,
      route,
      status: `${statusClass}xx`,
    }));
    duration.observe(durationMs / MS_PER_SECOND);
    const level = levelOf(request, status, durationMs);
    if (!log.isLevelEnabled(level)) return;
    log[level](
      { method: request.method, route, status, durationMs: Math.round(durationMs), requestId: request.id },
      "request",
    );
  };
}
