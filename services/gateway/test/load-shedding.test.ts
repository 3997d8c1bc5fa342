// Who is turned away first when there is too much to do.
import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { anyone, route } from "@souk/http";
import { expect, test } from "vitest";
import { createLoadGate, watchLoopDelay } from "../src/load-shedding.ts";
import { openDoor } from "./doors.ts";

function gateWith(load: { inFlight: number; loopDelayMs: number }) {
  const gate = createLoadGate({ inFlightMax: 100, loopDelayMaxMs: 200, loopDelayMs: () => load.loopDelayMs });
  for (let index = 0; index < load.inFlight; index += 1) gate.enter("/healthz");
  return gate;
}

test.each([
  {
    inFlight: 0,
    loopDelayMs: 0,
    admitted: ["/", "/api/v1/products", "/api/v1/orders", "/checkout", "/healthz"],
  },
  {
    inFlight: 99,
    loopDelayMs: 199,
    admitted: ["/", "/api/v1/products", "/api/v1/orders", "/checkout", "/healthz"],
  },
  { inFlight: 100, loopDelayMs: 0, admitted: ["/api/v1/orders", "/checkout", "/healthz"] },
  { inFlight: 0, loopDelayMs: 200, admitted: ["/api/v1/orders", "/checkout", "/healthz"] },
  { inFlight: 199, loopDelayMs: 0, admitted: ["/api/v1/orders", "/checkout", "/healthz"] },
  { inFlight: 0, loopDelayMs: 400, admitted: ["/healthz"] },
  { inFlight: 200, loopDelayMs: 0, admitted: ["/healthz"] },
])("with $inFlight requests and timers $loopDelayMs ms late, $admitted may in", ({ admitted, ...load }) => {
  for (const url of ["/", "/api/v1/products", "/api/v1/orders", "/checkout", "/healthz"]) {
    const refusal = gateWith(load).enter(url);
    if (admitted.includes(url)) expect(refusal).toBeUndefined();
    else
      expect(refusal).toMatchObject({
        kind: "unavailable",
        code: "overloaded",
        details: { retryAfterSeconds: 2 },
      });
  }
});

test("whoever leaves makes room", () => {
  const gate = gateWith({ inFlight: 100, loopDelayMs: 0 });
  expect(gate.enter("/")).toBeDefined();
  gate.leave();
  expect(gate.enter("/")).toBeUndefined();
  expect(gate.inFlight()).toBe(100);
});

test("a loop that is blocked is noticed, and that it is free again too", async () => {
  const delay = watchLoopDelay();
  const until = performance.now() + 250;
  while (performance.now() < until);
  await expect.poll(() => delay.readMs(), { interval: 1, timeout: 10_000 }).toBeGreaterThan(50);
  await expect.poll(() => delay.readMs(), { interval: 20, timeout: 10_000 }).toBeLessThan(50);
  delay.stop();
});

test("a full shop says no at once and lets in again when somebody has left", async () => {
  const leave = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const slow = route("GET /slow", { summary: "Slow", access: anyone(), ownership: "none" }, async () => {
    entered.resolve();
    await leave.promise;
    return {};
  });
  const quick = route("GET /quick", { summary: "Quick", access: anyone(), ownership: "none" }, () => ({}));
  const door = await openDoor({ routes: [slow, quick], env: { GATEWAY_IN_FLIGHT_MAX: "1" } });
  const waiting = door.inject("/api/v1/slow");
  await entered.promise;
  const refused = await door.inject("/api/v1/quick");
  expect(refused.statusCode).toBe(503);
  expect(refused.headers).toMatchObject({ "retry-after": "2", "x-content-type-options": "nosniff" });
  expect(refused.json()).toMatchObject({ code: "overloaded" });
  leave.resolve();
  await waiting;
  for (let round = 0; round < 3; round += 1)
    expect((await door.inject("/api/v1/quick")).statusCode).toBe(200);
  await door.close();
});

test("clients that send nonsense or hang up do not take up room for ever", async () => {
  const stuck = route(
    "GET /stuck",
    { summary: "Stuck", access: anyone(), ownership: "none" },
    () => new Promise<object>(() => undefined),
  );
  const quick = route("GET /quick", { summary: "Quick", access: anyone(), ownership: "none" }, () => ({}));
  const door = await openDoor({ routes: [stuck, quick], env: { GATEWAY_IN_FLIGHT_MAX: "1" } });
  await door.listen({ port: 0, host: "127.0.0.1" });
  const { port } = door.server.address() as AddressInfo;
  for (const path of ["/api/v1/stuck", "/%zz", "/api/v1/stuck"]) {
    const socket = connect(port, "127.0.0.1");
    const arrived = once(door.server, "request");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await arrived;
    socket.destroy();
    await once(socket, "close");
  }
  const quickStatus = async () => (await fetch(`http://127.0.0.1:${port}/api/v1/quick`)).status;
  await expect.poll(quickStatus, { timeout: 10_000 }).toBe(200);
  await door.close();
});
