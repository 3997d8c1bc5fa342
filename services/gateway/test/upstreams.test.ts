// Services in other processes, stood for by tiny real servers.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anyone, machine, route, signedIn, staff } from "@souk/http";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeKeys, openDoor, signToken, type DoorOptions } from "./doors.ts";

const common = { summary: "Elsewhere", ownership: "none" };
const params = z.object({ id: z.string() });
const nothing = () => undefined;
/** As the service declares them; their handlers are in another process. */
const routes = [
  route("GET /products", { ...common, access: anyone() }, nothing),
  route("POST /products", { ...common, access: anyone() }, nothing),
  route("POST /products/:id/images", { ...common, access: anyone(), params }, nothing),
  route("GET /media/:id", { ...common, access: anyone(), params, absolute: true }, nothing),
  route("GET /products/mine", { ...common, access: signedIn() }, nothing),
  route("GET /products/drafts", { ...common, access: staff("products:read") }, nothing),
  route("POST /products/news", { ...common, access: machine("a signature") }, nothing),
];

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function startReplica(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openTo(urls: readonly string[], options: DoorOptions = {}) {
  const door = await openDoor({
    routes: [],
    upstreams: [{ name: "product", routes, urls }],
    ...options,
  });
  cleanUps.push(() => door.close());
  return door;
}

test("a service elsewhere gets the request as it was, with the truth about the client", async () => {
  const seen: {
    method: string | undefined;
    url: string | undefined;
    headers: IncomingHttpHeaders;
    body: string;
  }[] = [];
  const url = await startReplica(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(201, { "content-type": "application/json", etag: '"1"' }).end('{"id":"p-1"}');
  });
  const door = await openTo([url]);
  const answer = await door.inject({
    method: "POST",
    url: "/api/v1/products/p-1/images?first=1",
    headers: {
      "content-type": "application/json",
      "x-user-id": "admin",
      "x-forwarded-for": "1.2.3.4",
      forwarded: "for=1.2.3.4",
      "x-real-ip": "1.2.3.4",
      traceparent: "forged",
      host: "shop.example",
    },
    payload: '{ "exactly":  "this" }',
    remoteAddress: "192.0.2.7",
  });
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toEqual({ id: "p-1" });
  expect(answer.headers).toMatchObject({ etag: '"1"', "x-content-type-options": "nosniff" });
  expect(seen[0]).toMatchObject({
    method: "POST",
    url: "/api/v1/products/p-1/images?first=1",
    body: '{ "exactly":  "this" }',
  });
  expect(seen[0]?.headers).toMatchObject({
    "x-forwarded-for": "192.0.2.7",
    "x-forwarded-host": "shop.example",
    "x-forwarded-proto": "http",
    "x-request-id": expect.any(String),
  });
  for (const name of ["x-user-id", "forwarded", "x-real-ip"])
    expect(seen[0]?.headers).not.toHaveProperty(name);
  expect(seen[0]?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
});

test("what is not among its routes is not its business", async () => {
  const url = await startReplica((_request, response) => response.end("mine"));
  const door = await openTo([url]);
  expect((await door.inject("/media/abc")).body).toBe("mine");
  expect((await door.inject("/api/v1/products")).body).toBe("mine");
  for (const path of ["/api/v1/productsandmore", "/api/v1/products/other/things", "/media"])
    expect((await door.inject(path)).statusCode).toBe(404);
  expect((await door.inject({ method: "DELETE", url: "/api/v1/products" })).statusCode).toBe(404);
  expect((await door.inject({ method: "HEAD", url: "/api/v1/products" })).statusCode).toBe(200);
});

describe("who may not", () => {
  async function openWithKeys() {
    const asked: string[] = [];
    const url = await startReplica((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ""}`.trim());
      response.end("mine");
    });
    const keys = await makeKeys();
    const door = await openTo([url], { jwks: keys.jwks });
    const get = (path: string, authorization?: string) =>
      door.inject({ url: path, headers: authorization === undefined ? {} : { authorization } });
    return { asked, door, get, customer: `Bearer ${await signToken(keys.privateKey, "u-1")}` };
  }

  test("is turned away before the service hears of it", async () => {
    const { asked, get, customer } = await openWithKeys();
    expect((await get("/api/v1/products/mine")).json()).toMatchObject({ code: "sign_in_required" });
    expect((await get("/api/v1/products/drafts", customer)).json()).toMatchObject({
      code: "permission_required",
      status: 403,
    });
    for (const path of ["/api/v1/products", "/api/v1/products/mine"])
      expect((await get(path, "Bearer wrong")).json()).toMatchObject({ code: "token_invalid" });
    expect(asked).toEqual([]);
  });

  test("is not who may: their token goes along, for the service checks again", async () => {
    const { asked, get, customer } = await openWithKeys();
    expect((await get("/api/v1/products/mine", customer)).body).toBe("mine");
    expect(asked).toEqual([`/api/v1/products/mine ${customer}`]);
  });

  test("is not a program with a proof of its own", async () => {
    const { asked, door } = await openWithKeys();
    const answer = await door.inject({
      method: "POST",
      url: "/api/v1/products/news",
      headers: { authorization: "Basic of-the-provider" },
    });
    expect(answer.statusCode).toBe(200);
    expect(asked).toEqual(["/api/v1/products/news Basic of-the-provider"]);
  });
});

test("a service that sheds load is asked once, and its answer is passed on", async () => {
  let asked = 0;
  const url = await startReplica((_request, response) => {
    asked += 1;
    response.writeHead(503, { "retry-after": "7" }).end("busy");
  });
  const door = await openTo([url]);
  const answer = await door.inject("/api/v1/products");
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toBe("7");
  expect(asked).toBe(1);
});

test("the replica that has least to do is asked", async () => {
  const held = Promise.withResolvers<void>();
  const busy = Promise.withResolvers<void>();
  const slow = await startReplica(async (_request, response) => {
    busy.resolve();
    await held.promise;
    response.end("slow");
  });
  const quick = await startReplica((_request, response) => response.end("quick"));
  const door = await openTo([slow, quick]);
  const waiting = door.inject("/api/v1/products");
  await busy.promise;
  expect((await door.inject("/api/v1/products")).body).toBe("quick");
  expect((await door.inject("/api/v1/products")).body).toBe("quick");
  held.resolve();
  expect((await waiting).body).toBe("slow");
});

test("a service that is down, silent or without an address is a problem that says when to come back", async () => {
  const silent = await startReplica(() => undefined);
  const gone = await startReplica((_request, response) => response.destroy());
  for (const urls of [["http://127.0.0.1:1"], [silent], [gone], []]) {
    const door = await openTo(urls, { env: { GATEWAY_UPSTREAM_TIMEOUT_MS: "300" } });
    const answer = await door.inject("/api/v1/products");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: "service_unavailable" });
    expect(answer.headers["retry-after"]).toBe("1");
  }
});

test("a body above the limit never reaches it", async () => {
  let asked = 0;
  const url = await startReplica((_request, response) => ((asked += 1), response.end()));
  const door = await openTo([url], { env: { GATEWAY_PAGE_BODY_LIMIT_BYTES: "100" } });
  expect(
    (await door.inject({ method: "POST", url: "/api/v1/products", payload: "x".repeat(101) })).statusCode,
  ).toBe(413);
  expect(asked).toBe(0);
});
