// The storefront's way to the API without a socket.
import { buildGateway, type PageHandler, readConfig } from "@souk/gateway-service";
import { anyone, createTokenVerifier, json, route } from "@souk/http";
import { createTelemetry } from "@souk/telemetry";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createApiFetch } from "../src/api-fetch.ts";

function aGateway() {
  const app = Fastify({ trustProxy: false });
  onTestFinished(() => app.close());
  app.all("/api/v1/echo", (request, reply) =>
    reply
      .header("set-cookie", ["a=1", "b=2"])
      .header("x-count", 7)
      .send({
        method: request.method,
        body: request.body ?? null,
        ip: request.ip,
        agent: request.headers["user-agent"],
      }),
  );
  app.get("/api/v1/nothing", (_request, reply) => reply.code(304).send());
  app.delete("/api/v1/nothing", (_request, reply) => reply.code(204).send());
  return createApiFetch(() => app);
}

test("a request arrives with its method, headers and body, from the shopper's address", async () => {
  const fetch = aGateway();
  const answer = await fetch("/api/v1/echo", {
    method: "post",
    headers: { "content-type": "application/json", "user-agent": "tests", "x-forwarded-for": "203.0.113.9" },
    body: JSON.stringify({ cartId: "1" }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    method: "POST",
    body: { cartId: "1" },
    ip: "203.0.113.9",
    agent: "tests",
  });
});

test("every header of the answer comes back, those that are there twice as well", async () => {
  const { headers } = await aGateway()("/api/v1/echo", {});
  expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(headers.get("x-count")).toBe("7");
});

test("answers that have no body have none here", async () => {
  const fetch = aGateway();
  for (const [method, status] of [
    ["GET", 304],
    ["DELETE", 204],
  ] as const) {
    const answer = await fetch("/api/v1/nothing", { method });
    expect(answer.status).toBe(status);
    expect(answer.body).toBeNull();
  }
});

test("a method that the API does not have is a fault of the caller", async () => {
  await expect(aGateway()("/api/v1/echo", { method: "TRACE" })).rejects.toThrow("not called with TRACE");
});

/** A gateway whose pages sign in and say what came of it. */
async function aGatewayWithPages(env: Record<string, string>) {
  const telemetry = createTelemetry({ service: "gateway", logLevel: "silent" });
  const keys = async () => ({ keys: [] });
  const verifier = createTokenVerifier({ issuer: "souk", audience: "souk-api", keys });
  const common = { summary: "Sign in", access: anyone(), ownership: "none", guessable: true } as const;
  const signIn = route(
    "POST /sign-in",
    { ...common, body: z.object({}) },
    ({ request }) => json({ ip: request.ip }, { status: 401 }), // What was right is not counted.
  );
  const storefront: PageHandler = async (_request, { clientIp }) => {
    const headers = { "content-type": "application/json", "x-forwarded-for": clientIp };
    return createApiFetch(() => gateway)("/api/v1/sign-in", { method: "POST", headers, body: "{}" });
  };
  const gateway = await buildGateway({
    config: readConfig({ GATEWAY_RATE_LIMIT_SIGN_IN: "2/3600", ...env }),
    telemetry,
    mounts: [{ name: "user", routes: [signIn], verifier, idempotencyDb: undefined, telemetry }],
    upstreams: [],
    storefront,
    ready: async () => [],
    jwks: keys,
    verifier,
  });
  onTestFinished(() => gateway.close());
  return (remoteAddress: string, forwardedFor: string) =>
    gateway.inject({ url: "/page", remoteAddress, headers: { "x-forwarded-for": forwardedFor } });
}

test("what a page does for a visitor counts for the visitor, who cannot say that they are somebody else", async () => {
  const visit = await aGatewayWithPages({});
  const forged = ["198.51.100.1", "198.51.100.2", "127.0.0.1", "198.51.100.4"];
  const statuses: number[] = [];
  for (const address of forged) statuses.push((await visit("192.0.2.7", address)).statusCode);
  expect(statuses).toEqual([401, 401, 429, 429]);
  const other = await visit("192.0.2.8", "192.0.2.7");
  expect(other.statusCode).toBe(401);
  expect(other.json()).toEqual({ ip: "192.0.2.8" });
});

test("behind a trusted hop the visitor is who the hop says, also for what a page does", async () => {
  const visit = await aGatewayWithPages({ GATEWAY_TRUSTED_HOPS: "10.0.0.1" });
  for (const visitor of ["192.0.2.7", "192.0.2.8"]) {
    const statuses: number[] = [];
    for (const forged of ["203.0.113.1", "203.0.113.2", "203.0.113.3"])
      statuses.push((await visit("10.0.0.1", `${forged}, ${visitor}`)).statusCode);
    expect(statuses).toEqual([401, 401, 429]);
  }
});
