// What the in-memory carrier adds: services that need each other may be built one after the other.
import { ConnectError, createContextValues, createHandlerContext } from "@connectrpc/connect";
import { StockService } from "@souk/contracts/rpc";
import { expect, test } from "vitest";
import { createCallTransport } from "../src/call-transport.ts";
import { callerOf, createInMemoryRpc, type RpcRegistration } from "../src/index.ts";
import { classifyFailure } from "../src/wire-errors.ts";
import { telemetryOf } from "./shops.ts";

test("what is registered before the first call is found by it", async () => {
  const register: RpcRegistration[] = [];
  const rpc = createInMemoryRpc({ register, telemetry: telemetryOf("order").telemetry });
  const stock = rpc.client(StockService);
  register.push((router) =>
    router.service(StockService, {
      reserve: (_request, context) => ({ reserved: callerOf(context).service === "order" }),
    }),
  );
  expect(await stock.reserve({}, { timeoutMs: 0, contextValues: createContextValues() })).toMatchObject({
    reserved: true,
  });
});

test("headers of the caller's own travel too", async () => {
  const seen: (string | null)[] = [];
  const register: RpcRegistration[] = [
    (router) =>
      router.service(StockService, {
        reserve: (_request, context) => (seen.push(context.requestHeader.get("x-own")), {}),
      }),
  ];
  await createInMemoryRpc({ register, telemetry: telemetryOf("order").telemetry })
    .client(StockService)
    .reserve({}, { headers: { "x-own": "1" } });
  expect(seen).toEqual(["1"]);
});

test("a handler finds all that a context has, though nothing of its answer's headers travels", async () => {
  const seen: unknown[] = [];
  const register: RpcRegistration[] = [
    (router) =>
      router.service(StockService, {
        reserve: (_request, context) => {
          context.responseHeader.set("x-own", "1");
          context.responseTrailer.set("x-own", "2");
          seen.push(context.service.typeName, context.method.name, context.requestMethod);
          seen.push(context.responseHeader.get("x-own"), context.responseTrailer.get("x-own"));
          return {};
        },
      }),
  ];
  const rpc = createInMemoryRpc({ register, telemetry: telemetryOf("order").telemetry });
  await rpc.client(StockService).reserve({}, { onHeader: (header) => seen.push([...header]) });
  expect(seen).toEqual([StockService.typeName, "Reserve", "POST", "1", "2", []]);
});

test("a single method is found as a whole service is; one that streams is not offered", async () => {
  const streaming = { ...StockService.method.commit, methodKind: "server_streaming" } as never;
  const register: RpcRegistration[] = [
    (router) =>
      router
        .rpc(StockService.method.reserve, () => ({ reserved: true }))
        .rpc(streaming, (() => expect.unreachable()) as never),
  ];
  const stock = createInMemoryRpc({ register, telemetry: telemetryOf("order").telemetry }).client(
    StockService,
  );
  expect((await stock.reserve({})).reserved).toBe(true);
  await expect(stock.commit({})).rejects.toMatchObject({ kind: "unavailable", code: "service_unavailable" });
});

test("neither side can reach into the other's messages", async () => {
  const answer = { reserved: false, shortages: [{ variantId: "v-1", quantity: 1 }] };
  const question = { orderId: "order-1", lines: [{ variantId: "v-1", quantity: 2 }] };
  const register: RpcRegistration[] = [
    (router) =>
      router.service(StockService, {
        reserve: ({ lines }) => {
          lines.length = 0;
          return answer;
        },
      }),
  ];
  const stock = createInMemoryRpc({ register, telemetry: telemetryOf("order").telemetry }).client(
    StockService,
  );
  const { shortages } = await stock.reserve(question);
  shortages.length = 0;
  expect(question.lines).toHaveLength(1);
  expect(answer.shortages).toHaveLength(1);
});

test("a message that cannot be built is the caller's own bug and comes back as it is", async () => {
  const rpc = createInMemoryRpc({
    register: [(router) => router.service(StockService, {})],
    telemetry: telemetryOf("order").telemetry,
  });
  await expect(rpc.client(StockService).reserve({ ttlSeconds: 0.5 })).rejects.toThrow(
    /cannot encode field .*ttl_seconds/,
  );
});

test("streams are not for calls between services", async () => {
  const { telemetry } = telemetryOf("order");
  const transport = createCallTransport({
    telemetry,
    serviceToken: () => "",
    routeTo: () => expect.unreachable(),
  });
  const method = { ...StockService.method.reserve, methodKind: "server_streaming" } as never;
  await expect(transport.stream(method, undefined, undefined, undefined, [] as never)).rejects.toThrow(
    /one answer/,
  );
});

test("who calls is known only while a call is answered", () => {
  const context = createHandlerContext({
    service: StockService,
    method: StockService.method.reserve,
    protocolName: "connect",
    requestMethod: "POST",
    url: "http://x",
  });
  expect(() => callerOf(context)).toThrow(/outside a call/);
});

test("a name whose addresses all refuse was never asked", () => {
  const refused = Object.assign(new Error("connect"), { syscall: "connect" });
  const failed = (cause: unknown) =>
    classifyFailure(new ConnectError("x", undefined, undefined, undefined, cause), false);
  expect(failed(new AggregateError([refused, refused]))).toEqual({ kind: "unreachable" });
  expect(failed(new AggregateError([refused, new Error("reset")]))).toMatchObject({
    reason: "connection_lost",
  });
});

test("an unknown outcome of a kind that this version does not know is still an unknown outcome", () => {
  const error = new ConnectError("x", undefined, { "souk-outcome-unknown": "novel" });
  expect(classifyFailure(error, false)).toEqual({ kind: "unknown", reason: "peer_failed", relayed: true });
});
