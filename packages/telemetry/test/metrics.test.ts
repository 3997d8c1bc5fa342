// Metrics of services that share a process and its registry.
import { describe, expect, test } from "vitest";
import { createRegistry, createTelemetry } from "../src/index.ts";

function twoServices() {
  const registry = createRegistry();
  const order = createTelemetry({ service: "order", registry, logLevel: "silent" }).metrics;
  const payment = createTelemetry({ service: "payment", registry, logLevel: "silent" }).metrics;
  return { registry, order, payment };
}

describe("metrics", () => {
  test("of one name from two services are one metric with the label service", async () => {
    const { registry, order, payment } = twoServices();
    order.counter("calls_total", "Calls", ["outcome"]).inc({ outcome: "ok" });
    payment.counter("calls_total", "Calls", ["outcome"]).inc({ outcome: "ok" }, 2);
    const text = await registry.metrics();
    expect(text).toContain('calls_total{outcome="ok",service="order"} 1');
    expect(text).toContain('calls_total{outcome="ok",service="payment"} 2');
    expect(text.match(/# TYPE calls_total/g)).toHaveLength(1);
  });

  test("asked for twice are the same", async () => {
    const { registry, order } = twoServices();
    order.counter("orders_total", "Orders").inc();
    order.counter("orders_total", "Orders").inc();
    expect(await registry.metrics()).toContain('orders_total{service="order"} 2');
  });

  test("without labels are there before the first event, so that a rate sees it", async () => {
    const { registry, order } = twoServices();
    order.counter("orders_total", "Orders");
    expect(await registry.metrics()).toContain('orders_total{service="order"} 0');
  });

  test("asked for with another kind or other labels are a mistake", () => {
    const { order, payment } = twoServices();
    order.counter("things_total", "Things", ["a"]);
    expect(() => payment.gauge("things_total", "Things", ["a"])).toThrow("exists as a counter");
    expect(() => payment.counter("things_total", "Things", ["b"])).toThrow("with the labels [a]");
  });

  test("can go up and down as gauges", async () => {
    const { registry, order } = twoServices();
    const open = order.gauge("carts_open", "Open carts");
    open.set(5);
    open.inc();
    open.inc(undefined, 4);
    open.dec();
    open.dec(undefined, 2);
    expect(await registry.metrics()).toContain('carts_open{service="order"} 7');
  });

  test("of durations count into buckets, with labels given or fixed", async () => {
    const { registry, order } = twoServices();
    const seconds = order.histogram("work_seconds", "Work", ["kind"], [0.1, 1]);
    seconds.observe(0.05, { kind: "fast" });
    seconds.with({ kind: "fast" }).observe(0.5);
    const text = await registry.metrics();
    expect(text).toContain('work_seconds_bucket{le="0.1",kind="fast",service="order"} 1');
    expect(text).toContain('work_seconds_count{kind="fast",service="order"} 2');
    expect(order.histogram("default_seconds", "Default buckets")).toBeDefined();
  });

  test("of the process itself are there once", async () => {
    const { registry } = twoServices();
    expect((await registry.metrics()).match(/# TYPE process_cpu_seconds_total/g)).toHaveLength(1);
  });

  test("have a registry of their own where none is shared", async () => {
    const { metrics } = createTelemetry({ service: "alone", logLevel: "silent" });
    metrics.counter("alone_total", "Alone").inc();
    expect(await metrics.registry.metrics()).toContain('alone_total{service="alone"} 1');
  });
});
