// Spans and how a trace crosses from one process to another.
import { InMemorySpanExporter } from "@opentelemetry/sdk-trace-node";
import { context, createContextKey, SpanStatusCode, trace } from "@opentelemetry/api";
import { describe, expect, test } from "vitest";
import {
  continueTrace,
  createTelemetry,
  currentRequestId,
  currentTraceId,
  currentTraceparent,
  recordsSpans,
  withSpan,
} from "../src/index.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";
const traceparent = `00-${traceId}-${spanId}-01`;

function exporting(service: string) {
  const spanExporter = new InMemorySpanExporter();
  const telemetry = createTelemetry({ service, spanExporter, logLevel: "silent" });
  return { telemetry, spans: async () => (await telemetry.flush(), spanExporter.getFinishedSpans()) };
}
const silent = createTelemetry({ service: "silent", logLevel: "silent" });

describe("with an exporter, a span", () => {
  test("has its service, its attributes and its parent", async () => {
    const { telemetry, spans } = exporting("order");
    await withSpan(telemetry, "outer", { orderId: "1" }, () =>
      withSpan(telemetry, "inner", {}, async () => "done"),
    );
    const [inner, outer] = await spans();
    expect(outer?.attributes).toEqual({ orderId: "1", "service.name": "order" });
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(inner?.spanContext().traceId).toBe(outer?.spanContext().traceId);
    await telemetry.close();
  });

  test("continues the trace that came in", async () => {
    const { telemetry, spans } = exporting("order");
    await continueTrace({ traceparent }, () => withSpan(telemetry, "work", {}, async () => undefined));
    const [span] = await spans();
    expect(span?.spanContext().traceId).toBe(traceId);
    expect(span?.parentSpanContext?.spanId).toBe(spanId);
  });

  test("begins a trace of its own where none came in", async () => {
    const { telemetry, spans } = exporting("order");
    await continueTrace({ traceparent: "nonsense" }, () =>
      withSpan(telemetry, "work", {}, async () => undefined),
    );
    const [span] = await spans();
    expect(span?.parentSpanContext).toBeUndefined();
  });

  test("crosses from one service of the process to another", async () => {
    const order = exporting("order");
    const payment = exporting("payment");
    await withSpan(order.telemetry, "order", {}, () =>
      withSpan(payment.telemetry, "payment", {}, async () => undefined),
    );
    const [outer] = await order.spans();
    const [inner] = await payment.spans();
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(inner?.attributes["service.name"]).toBe("payment");
  });

  test("is what leaves the process as traceparent", async () => {
    const { telemetry, spans } = exporting("order");
    const sent = await withSpan(telemetry, "work", {}, async () => currentTraceparent());
    const [span] = await spans();
    expect(sent).toBe(`00-${span?.spanContext().traceId}-${span?.spanContext().spanId}-01`);
  });

  test("that failed names the error and not its message, and the error goes up", async () => {
    const { telemetry, spans } = exporting("order");
    const failing = withSpan(telemetry, "work", {}, async () =>
      Promise.reject(new TypeError("a@b.c is taken")),
    );
    await expect(failing).rejects.toThrow("a@b.c is taken");
    await expect(withSpan(telemetry, "odd", {}, async () => Promise.reject("text"))).rejects.toBe("text");
    const [failed, odd] = await spans();
    expect(failed?.status).toEqual({ code: SpanStatusCode.ERROR, message: "TypeError" });
    expect(odd?.attributes["error.type"]).toBe("string");
    expect(JSON.stringify([failed?.attributes, failed?.status, failed?.events])).not.toContain("a@b.c");
  });

  test("of an unsampled trace is not exported", async () => {
    const { telemetry, spans } = exporting("order");
    const sent = await continueTrace({ traceparent: `00-${traceId}-${spanId}-00` }, () =>
      withSpan(telemetry, "work", {}, async () => currentTraceparent()),
    );
    expect(sent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
    expect(await spans()).toHaveLength(0);
  });
});

describe("without an exporter", () => {
  test("work runs, fails and returns as it would without a span", async () => {
    expect(recordsSpans(silent)).toBe(false);
    expect(recordsSpans(exporting("order").telemetry)).toBe(true);
    expect(await withSpan(silent, "work", {}, async () => 42)).toBe(42);
    await expect(withSpan(silent, "work", {}, async () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    await silent.flush();
    await silent.close();
  });

  test("the trace id still travels, the same through all of the work", async () => {
    const seen = await withSpan(silent, "outer", {}, async () => {
      const outer = currentTraceId();
      return withSpan(silent, "inner", {}, async () => [
        outer,
        currentTraceId(),
        currentTraceparent()?.slice(3, 35),
      ]);
    });
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  test("what came in goes out", () => {
    expect(continueTrace({ traceparent }, currentTraceparent)).toBe(traceparent);
  });

  test("outside of any work there is no trace", () => {
    expect(currentTraceId()).toBeUndefined();
    expect(currentTraceparent()).toBeUndefined();
    expect(currentRequestId()).toBeUndefined();
  });

  test.each([
    "",
    "00-0-0-01",
    `00-${"0".repeat(32)}-${spanId}-01`,
    `ff-${traceId}-${spanId}-01`,
    `${traceparent}-extra`,
  ])("a traceparent like %j begins a new trace", (malformed) => {
    expect(continueTrace({ traceparent: malformed }, currentTraceId)).not.toBe(traceId);
  });
});

describe("the context", () => {
  test("keeps its origin beside values of others", () => {
    const key = createContextKey("other");
    const seen = continueTrace({ requestId: "request-1" }, () =>
      context.with(context.active().setValue(key, "value"), () => [
        currentRequestId(),
        context.active().getValue(key),
      ]),
    );
    expect(seen).toEqual(["request-1", "value"]);
  });

  test("may lose values of others and keeps its origin", () => {
    const seen = continueTrace({ requestId: "request-1" }, () =>
      context.with(trace.deleteSpan(context.active()), currentRequestId),
    );
    expect(seen).toBe("request-1");
  });
});
