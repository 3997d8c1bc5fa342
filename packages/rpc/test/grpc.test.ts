// What only a network can do: refuse, cut and come back; and how patient a caller is with it.
import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { StockService } from "@souk/contracts/rpc";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  callOptions,
  createGrpcRpc,
  createServiceTokenIssuer,
  createServiceTokenVerifier,
  startRpcServer,
  type RpcServer,
  type ServiceTokenIssuer,
} from "../src/index.ts";
import { SECRET, telemetryOf } from "./shops.ts";

const RESERVE = "souk.product.v1.StockService.Reserve";
const cleanUps: (() => unknown)[] = [];
let reserved = 0;
let server: RpcServer;
let serverLog: readonly Record<string, unknown>[];

beforeEach(async () => {
  reserved = 0;
  const { telemetry, lines } = telemetryOf("product");
  serverLog = lines;
  server = await startRpcServer({
    register: [
      (router) => router.rpc(StockService.method.reserve, () => ({ reserved: (reserved += 1) > 0 })),
    ],
    telemetry,
    verify: createServiceTokenVerifier({ secret: SECRET }),
    port: 0,
  });
  cleanUps.push(() => server.close());
});

afterEach(async () => {
  vi.useRealTimers();
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** A network between the services: cuts a connection as soon as a request is on it, while `cuts` lasts. */
async function startNetwork(cuts: number) {
  const state = { cuts, connections: 0 };
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    state.connections += 1;
    sockets.add(client.on("error", () => undefined));
    if (state.cuts > 0) {
      state.cuts -= 1;
      // The preface of HTTP/2 comes first; the request follows the server's settings, which never come: any data is enough.
      client.once("data", () => client.destroy());
      return;
    }
    const upstream = connect(server.port, "127.0.0.1");
    sockets.add(upstream.on("error", () => undefined));
    client.pipe(upstream).pipe(client);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return Object.assign(state, { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
}

function stockAt(
  url: string,
  options: { serviceToken?: ServiceTokenIssuer; idempotentMethods?: string[] } = {},
) {
  const { telemetry } = telemetryOf("order");
  const serviceToken = createServiceTokenIssuer({ service: "order", secret: SECRET });
  const rpc = createGrpcRpc({
    baseUrls: { [StockService.typeName]: url },
    telemetry,
    serviceToken,
    ...options,
  });
  cleanUps.push(() => rpc.close());
  return { stock: rpc.client(StockService), telemetry };
}

async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a network that fails", () => {
  test.each(["127.0.0.1", "localhost"])("a refused connection to %s is a clear no", async (host) => {
    const { stock } = stockAt(`http://${host}:${await closedPort()}`);
    expect(await failureOf(stock.reserve({}))).toMatchObject({
      name: "Refusal",
      kind: "unavailable",
      code: "service_unavailable",
      details: { retryAfterSeconds: 1 },
    });
  });

  test("a connection lost after sending leaves the outcome unknown, and the call is not made again", async () => {
    const network = await startNetwork(1);
    const { stock } = stockAt(network.url);
    expect(await failureOf(stock.reserve({}))).toMatchObject({
      name: "OutcomeUnknown",
      reason: "connection_lost",
      method: RESERVE,
    });
    expect(network.connections).toBe(1);
    expect(reserved).toBe(0);
  });

  test("a call that may be repeated is made again until it is answered", async () => {
    const network = await startNetwork(2);
    const { stock } = stockAt(network.url);
    expect(await stock.reserve({}, callOptions({ idempotent: true }))).toMatchObject({ reserved: true });
    expect(network.connections).toBe(3);
  });

  test("a method can be declared repeatable, and one call of it not", async () => {
    const network = await startNetwork(2);
    const { stock } = stockAt(network.url, { idempotentMethods: [RESERVE] });
    expect(await failureOf(stock.reserve({}, callOptions({ idempotent: false })))).toMatchObject({
      reason: "connection_lost",
    });
    expect(await stock.reserve({})).toMatchObject({ reserved: true });
  });

  test("repeating ends after two more tries", async () => {
    const network = await startNetwork(5);
    const { stock } = stockAt(network.url);
    expect(await failureOf(stock.reserve({}, callOptions({ idempotent: true })))).toMatchObject({
      reason: "connection_lost",
    });
    expect(network.connections).toBe(3);
  });

  test("a peer that only fails is left alone for a second, then asked again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const network = await startNetwork(10);
    const { stock, telemetry } = stockAt(network.url);
    for (let index = 0; index < 10; index += 1) await failureOf(stock.reserve({}));
    expect(await failureOf(stock.reserve({}))).toMatchObject({
      kind: "unavailable",
      code: "service_unavailable",
    });
    expect(network.connections).toBe(10);
    vi.setSystemTime(Date.now() + 1_001);
    expect(await stock.reserve({})).toMatchObject({ reserved: true });
    const metrics = await telemetry.metrics.registry.metrics();
    expect(metrics).toMatch(/souk_rpc_client_seconds_count\{[^}]*result="failed"[^}]*\} 11/);
    expect(metrics).toMatch(/souk_rpc_client_seconds_count\{[^}]*result="answered"[^}]*\} 1/);
  });
});

describe("a gRPC server", () => {
  test.each([
    ["a stranger's token", () => "not.a.token", "service_token_invalid"],
    ["no token", () => "", "service_token_invalid"],
  ])("refuses a call with %s", async (_what, serviceToken, code) => {
    const { stock } = stockAt(server.url, { serviceToken });
    expect(await failureOf(stock.reserve({}))).toMatchObject({ kind: "unauthenticated", code });
    expect(reserved).toBe(0);
    expect(serverLog).toEqual([]);
  });

  test("refuses a program that does not know of service tokens before it reads its message", async () => {
    const session = connectHttp2(server.url);
    cleanUps.push(() => session.destroy());
    const stream = session.request({
      ":method": "POST",
      ":path": `/${StockService.typeName}/Reserve`,
      "content-type": "application/grpc+proto",
      te: "trailers",
    });
    const trailers = once(stream, "trailers").catch(() => []);
    const [headers] = await once(stream, "response");
    stream.resume();
    stream.end();
    const [late] = headers["grpc-status"] === undefined ? await trailers : [headers];
    expect(late["grpc-status"]).toBe("16");
  });

  test("answers with the caller's deadline missing, which then bounds nothing", async () => {
    const session = connectHttp2(server.url);
    cleanUps.push(() => session.destroy());
    const token = await createServiceTokenIssuer({ service: "order", secret: SECRET })();
    const headers = {
      ":method": "POST",
      ":path": `/${StockService.typeName}/Reserve`,
      "content-type": "application/grpc+proto",
      te: "trailers",
      "souk-service-token": token,
    };
    const stream = session.request(headers);
    stream.end(Buffer.alloc(5));
    const trailers = once(stream, "trailers");
    stream.resume();
    const [late] = await trailers;
    expect(late["grpc-status"]).toBe("0");
    expect(reserved).toBe(1);
  });

  test("lets a running call end when it stops, and takes no new one", async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const slow = await startRpcServer({
      register: [
        (router) =>
          router.service(StockService, {
            reserve: async () => (entered.resolve(), await leave.promise, { reserved: true }),
          }),
      ],
      telemetry: telemetryOf("product").telemetry,
      verify: createServiceTokenVerifier({ secret: SECRET }),
      port: 0,
    });
    const { stock } = stockAt(slow.url);
    const running = stock.reserve({});
    await entered.promise;
    const stopped = slow.close();
    leave.resolve();
    expect(await running).toMatchObject({ reserved: true });
    await stopped;
    expect(await failureOf(stock.reserve({}))).toMatchObject({ code: "service_unavailable" });
  });

  test("cuts what does not end in time, and the caller does not know the outcome", async () => {
    const entered = Promise.withResolvers<void>();
    const stuck = await startRpcServer({
      register: [
        (router) =>
          router.service(StockService, {
            reserve: async () => (entered.resolve(), await new Promise<never>(() => undefined)),
          }),
      ],
      telemetry: telemetryOf("product").telemetry,
      verify: createServiceTokenVerifier({ secret: SECRET }),
      port: 0,
      stopMs: 10,
    });
    const { stock } = stockAt(stuck.url);
    const running = failureOf(stock.reserve({}));
    await entered.promise;
    await stuck.close();
    expect(await running).toMatchObject({ name: "OutcomeUnknown", reason: "connection_lost" });
  });
});

test("a service that nobody was named for is a clear no", async () => {
  const rpc = createGrpcRpc({
    baseUrls: {},
    telemetry: telemetryOf("order").telemetry,
    serviceToken: () => "",
  });
  expect(await failureOf(rpc.client(StockService).reserve({}))).toMatchObject({
    kind: "unavailable",
    code: "service_unavailable",
  });
});
