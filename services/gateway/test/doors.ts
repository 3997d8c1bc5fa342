// Gateways for the tests: small real routes behind a real gateway.
import { Writable } from "node:stream";
import { etagOf, createTokenVerifier, anyone, preserialized, route, signedIn, type Route } from "@souk/http";
import { createTelemetry, type Telemetry } from "@souk/telemetry";
import { generateKeyPair, SignJWT, exportJWK, type CryptoKey, type JSONWebKeySet } from "jose";
import { z } from "zod";
import { buildGateway, readConfig, type GatewayMount, type GatewayOptions } from "../src/app.ts";

export type Door = Awaited<ReturnType<typeof buildGateway>>;

const document = Buffer.from(
  JSON.stringify({
    items: Array.from({ length: 60 }, (_, index) => ({
      id: `p-${index}`,
      name: "Indigo kilim",
      amount: 12_900,
    })),
  }),
);

export const routes: readonly Route[] = [
  route("GET /products", { summary: "A list", access: anyone(), ownership: "none" }, () =>
    preserialized(document, etagOf(1)),
  ),
  route(
    "GET /seen",
    { summary: "What a service sees", access: anyone(), ownership: "none" },
    ({ headers, request, requestId }) => ({ headers, ip: request.ip, requestId }),
  ),
  route("GET /large", { summary: "A large answer", access: anyone(), ownership: "none" }, () => ({
    text: "kilim ".repeat(1_000),
  })),
  route(
    "POST /orders",
    {
      summary: "Buys",
      access: anyone(),
      ownership: "none",
      body: z.strictObject({ cartId: z.string() }),
      status: 201,
    },
    ({ body }) => ({ id: body.cartId }),
  ),
  route("GET /mine", { summary: "Own things", access: signedIn(), ownership: "own" }, ({ caller }) => ({
    userId: caller.userId,
  })),
  route(
    "GET /media/:id",
    {
      summary: "A picture",
      access: anyone(),
      ownership: "none",
      absolute: true,
      params: z.object({ id: z.string() }),
    },
    ({ params }) => ({ picture: params.id }),
  ),
];

export function telemetryInto(lines: string[] = []): Telemetry {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return createTelemetry({ service: "gateway", destination });
}

export type Keys = { readonly jwks: () => Promise<JSONWebKeySet>; readonly privateKey: CryptoKey };

export async function makeKeys(): Promise<Keys> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  const key = { ...(await exportJWK(publicKey)), kid: "k1", alg: "EdDSA", use: "sig" };
  return { jwks: async () => ({ keys: [key] }), privateKey };
}

export function signToken(privateKey: CryptoKey, userId: string): Promise<string> {
  return new SignJWT({ sid: "s-1", roles: [], perms: [], jti: "j-1" })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: "k1" })
    .setIssuer("souk")
    .setAudience("souk-api")
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(privateKey);
}

export type DoorOptions = Partial<Omit<GatewayOptions, "config" | "jwks">> & {
  readonly env?: Record<string, string>;
  readonly routes?: readonly Route[];
  readonly jwks?: () => Promise<JSONWebKeySet>;
};

const noKeys = async (): Promise<JSONWebKeySet> => ({ keys: [] });

export async function openDoor(options: DoorOptions = {}): Promise<Door> {
  const { env = {}, routes: mounted = routes, ...rest } = options;
  const telemetry = rest.telemetry ?? telemetryInto();
  const { jwks = noKeys } = rest;
  const { verifier = createTokenVerifier({ issuer: "souk", audience: "souk-api", keys: jwks }) } = rest;
  const mount: GatewayMount = {
    name: "shop",
    routes: mounted,
    verifier,
    idempotencyDb: undefined,
    telemetry,
  };
  return buildGateway({
    config: readConfig(env),
    telemetry,
    mounts: [mount],
    upstreams: [],
    ready: async () => [],
    jwks,
    verifier,
    ...rest,
  });
}
