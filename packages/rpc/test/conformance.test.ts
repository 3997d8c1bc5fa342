// What every call between services promises, shown for both carriers.
import type { HandlerContext } from "@connectrpc/connect";
import { CatalogueService, OrderService, StockService } from "@souk/contracts/rpc";
import { Refusal } from "@souk/errors";
import { currentTraceId, withSpan } from "@souk/telemetry";
import { afterEach, describe, expect, test } from "vitest";
import {
  callerOf,
  callOptions,
  currentCall,
  MESSAGE_BYTES_MAX,
  OutcomeUnknown,
  type RpcCaller,
} from "../src/index.ts";
import { carriers, telemetryOf, type Connected, type Offered } from "./shops.ts";

/** Long enough for the handler to be entered on a busy machine. */
const DEADLINE_MS = 250;
const RESERVE = "souk.product.v1.StockService.Reserve";
const request = { orderId: "order-1", lines: [{ variantId: "v-1", quantity: 2 }], ttlSeconds: 60 };

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe.each(carriers)("a call $name", ({ connect }) => {
  let connected: Connected | undefined;
  const open = async (offered: Offered) => {
    connected = await connect(offered);
    return connected.rpc.client(StockService);
  };
  afterEach(async () => connected?.close());

  test("brings the question there and the answer back", async () => {
    const asked: unknown[] = [];
    const stock = await open({
      stock: {
        reserve: ({ orderId, lines, ttlSeconds }) => {
          asked.push({ orderId, quantity: lines[0]?.quantity, ttlSeconds });
          return { reserved: false, shortages: [{ variantId: "v-1", quantity: 1 }] };
        },
      },
    });
    const answer = await stock.reserve(request);
    expect(asked).toEqual([{ orderId: "order-1", quantity: 2, ttlSeconds: 60 }]);
    expect(answer.reserved).toBe(false);
    expect(answer.shortages[0]?.quantity).toBe(1);
  });

  test("a refusal arrives as the same refusal, without its cause", async () => {
    const details = {
      fields: [{ pointer: "/lines/0", code: "sold_out", message: "Nur noch 1 übrig – 残り1" }],
      extra: { left: [1] },
      retryAfterSeconds: 3,
    };
    const stock = await open({
      stock: {
        reserve: () => {
          throw new Refusal("conflict", "stock_sold_out", "Ausverkauft: Müsli.", {
            ...details,
            cause: new Error("secret row"),
          });
        },
      },
    });
    const refusal = await failureOf(stock.reserve(request));
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      kind: "conflict",
      code: "stock_sold_out",
      message: "Ausverkauft: Müsli.",
      details,
    });
    expect(refusal).not.toHaveProperty("cause");
    expect(connected?.productLog).toEqual([]);
  });

  test("details of a refusal that are too large for the wire are left behind, its code is not", async () => {
    const stock = await open({
      stock: {
        reserve: () => {
          throw new Refusal("invalid", "lines_invalid", "Wrong lines.", {
            extra: { text: "x".repeat(100_000) },
          });
        },
      },
    });
    expect(await failureOf(stock.reserve(request))).toMatchObject({
      kind: "invalid",
      code: "lines_invalid",
      message: "Wrong lines.",
      details: {},
    });
  });

  test("a bug is logged once where it happened, and the caller learns only that the outcome is not known", async () => {
    const stock = await open({
      stock: {
        reserve: () => {
          throw new TypeError("password hunter2 of row 7");
        },
      },
    });
    const failure = await failureOf(stock.reserve(request));
    expect(failure).toBeInstanceOf(OutcomeUnknown);
    expect(failure).toMatchObject({ reason: "peer_failed", method: RESERVE });
    expect(JSON.stringify([String(failure), failure, String((failure as Error).cause)])).not.toContain(
      "hunter2",
    );
    expect(connected?.productLog).toHaveLength(1);
    expect(connected?.productLog[0]).toMatchObject({ method: RESERVE, err: { type: "TypeError" } });
  });

  test("a deadline that passes leaves the outcome unknown, and the handler is told", async () => {
    const aborted = Promise.withResolvers<void>();
    const stock = await open({
      stock: {
        reserve: async (_request, context) => {
          context.signal.addEventListener("abort", () => aborted.resolve());
          await aborted.promise;
          return { reserved: true };
        },
      },
    });
    const failure = await failureOf(stock.reserve(request, { timeoutMs: DEADLINE_MS }));
    expect(failure).toBeInstanceOf(OutcomeUnknown);
    expect(failure).toMatchObject({ reason: "deadline_exceeded", method: RESERVE });
    await aborted.promise;
  });

  test("a caller that gives up does not know the outcome either", async () => {
    const started = Promise.withResolvers<void>();
    const stock = await open({
      stock: {
        reserve: async (_request, context) => {
          started.resolve();
          await new Promise((resolve) => context.signal.addEventListener("abort", resolve));
          return {};
        },
      },
    });
    const controller = new AbortController();
    const call = failureOf(stock.reserve(request, callOptions({ signal: controller.signal })));
    await started.promise;
    controller.abort();
    expect(await call).toMatchObject({ name: "OutcomeUnknown", reason: "cancelled" });
  });

  test("a caller that gave up before asks nobody", async () => {
    let calls = 0;
    const stock = await open({ stock: { reserve: () => ((calls += 1), {}) } });
    const failure = await failureOf(stock.reserve(request, callOptions({ signal: AbortSignal.abort() })));
    expect(failure).toMatchObject({ name: "OutcomeUnknown", reason: "cancelled" });
    expect(calls).toBe(0);
  });

  test("the handler knows the calling service, the user and the time that is left", async () => {
    const seen: { caller: RpcCaller; leftMs: number | undefined }[] = [];
    const note = (context: HandlerContext) =>
      seen.push({ caller: callerOf(context), leftMs: context.timeoutMs() });
    const stock = await open({ stock: { reserve: (_request, context) => (note(context), {}) } });
    await stock.reserve(request, callOptions({ userId: "user-1", timeoutMs: 900 }));
    await stock.reserve(request);
    expect(seen[0]?.caller).toMatchObject({ service: "order", userId: "user-1" });
    expect(seen[0]?.leftMs).toBeLessThanOrEqual(900);
    expect(seen[1]?.caller).toMatchObject({ service: "order", userId: undefined });
    expect(seen[1]?.leftMs).toBeLessThanOrEqual(2_000);
    expect(seen[1]?.leftMs).toBeGreaterThan(900);
  });

  test("a call made while another is answered inherits its user and its deadline", async () => {
    const leftMs: (number | undefined)[] = [];
    const users: (string | undefined)[] = [];
    const stock = await open({
      catalogue: {
        priceVariants: (_request, context) => {
          leftMs.push(context.timeoutMs());
          users.push(callerOf(context).userId);
          return {};
        },
      },
      stock: {
        reserve: async () => {
          await connected?.rpc.client(CatalogueService).priceVariants({});
          return {};
        },
      },
    });
    await stock.reserve(request, callOptions({ userId: "user-2", timeoutMs: 700 }));
    expect(leftMs[0]).toBeLessThanOrEqual(700);
    expect(users).toEqual(["user-2"]);
    expect(currentCall()).toBeUndefined();
  });

  test("a nested call whose time is up is not made", async () => {
    let priced = 0;
    const nested = Promise.withResolvers<unknown>();
    const stock = await open({
      catalogue: { priceVariants: () => ((priced += 1), {}) },
      stock: {
        reserve: async (_request, context) => {
          await new Promise((resolve) => context.signal.addEventListener("abort", resolve));
          nested.resolve(
            await failureOf(connected?.rpc.client(CatalogueService).priceVariants({}) ?? Promise.resolve()),
          );
          return {};
        },
      },
    });
    await failureOf(stock.reserve(request, { timeoutMs: DEADLINE_MS }));
    expect(await nested.promise).toMatchObject({ kind: "unavailable", code: "service_unavailable" });
    expect(priced).toBe(0);
  });

  test("work that a handler leaves behind is not bound by a call that has been answered", async () => {
    const answered = Promise.withResolvers<void>();
    const leftMs: (number | undefined)[] = [];
    let left: Promise<unknown> = Promise.resolve();
    const stock = await open({
      catalogue: { priceVariants: (_request, context) => (leftMs.push(context.timeoutMs()), {}) },
      stock: {
        reserve: () => {
          left = answered.promise.then(async () => connected?.rpc.client(CatalogueService).priceVariants({}));
          return {};
        },
      },
    });
    await stock.reserve(request, { timeoutMs: 500 });
    answered.resolve();
    await left;
    expect(leftMs[0]).toBeGreaterThan(500);
  });

  test("an unknown outcome further down stays unknown on the way up", async () => {
    const stock = await open({
      stock: {
        reserve: () => {
          throw new OutcomeUnknown("connection_lost", "souk.payment.v1.PaymentService.CreatePayment");
        },
        release: () => {
          throw new OutcomeUnknown("deadline_exceeded", "souk.payment.v1.PaymentService.CreatePayment");
        },
      },
    });
    expect(await failureOf(stock.reserve(request, callOptions({ idempotent: true })))).toMatchObject({
      reason: "connection_lost",
      method: RESERVE,
    });
    expect(await failureOf(stock.release({ orderId: "order-1" }))).toMatchObject({
      reason: "deadline_exceeded",
    });
  });

  test("a handler that stops at its own deadline says so without being taken for a bug", async () => {
    const stock = await open({
      stock: {
        reserve: async (_request, context) => {
          await new Promise((resolve) => context.signal.addEventListener("abort", resolve));
          throw context.signal.reason;
        },
      },
    });
    expect(await failureOf(stock.reserve(request, { timeoutMs: DEADLINE_MS }))).toMatchObject({
      reason: "deadline_exceeded",
    });
  });

  test("the trace goes on in the handler", async () => {
    const traces: (string | undefined)[] = [];
    const stock = await open({ stock: { reserve: () => (traces.push(currentTraceId()), {}) } });
    const { telemetry } = telemetryOf("order");
    await withSpan(telemetry, "place order", {}, async () => {
      traces.push(currentTraceId());
      await stock.reserve(request);
    });
    expect(traces[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(traces[1]).toBe(traces[0]);
  });

  test("a request above the limit is refused before it is sent", async () => {
    let asked = 0;
    const stock = await open({ stock: { reserve: () => ((asked += 1), {}) } });
    const failure = await failureOf(stock.reserve({ orderId: "x".repeat(MESSAGE_BYTES_MAX) }));
    expect(failure).toMatchObject({ kind: "payload_too_large", code: "message_too_large" });
    expect(asked).toBe(0);
  });

  test("an answer above the limit leaves the outcome unknown", async () => {
    const stock = await open({
      stock: { reserve: () => ({ shortages: [{ variantId: "x".repeat(MESSAGE_BYTES_MAX) }] }) },
    });
    expect(await failureOf(stock.reserve(request))).toMatchObject({
      name: "OutcomeUnknown",
      reason: "peer_failed",
    });
  });

  test("a method or a service that nobody offers is a clear no", async () => {
    const stock = await open({ stock: {} });
    expect(await failureOf(stock.reserve(request))).toMatchObject({
      kind: "unavailable",
      code: "service_unavailable",
    });
    const orders = connected?.rpc.client(OrderService);
    expect(await failureOf(orders?.getOrder({ orderId: "1" }) ?? Promise.resolve())).toMatchObject({
      kind: "unavailable",
      code: "service_unavailable",
    });
  });
});
