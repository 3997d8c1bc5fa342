// An application with routes of a test, a token issuer, and the log lines and metrics it leaves behind.
import { createRegistry, createTelemetry, type SpanExporter, type Telemetry } from "@souk/telemetry";
import type { FastifyInstance } from "fastify";
import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from "jose";
import {
  createHttpApp,
  createTokenVerifier,
  mountRoutes,
  type HttpAppOptions,
  type MountContext,
  type Route,
  type TokenVerifier,
} from "../src/index.ts";

export const ISSUER = "souk";
export const AUDIENCE = "souk-api";
const LIFETIME_SECONDS = 600;

export type TokenIssuer = {
  readonly keys: JSONWebKeySet;
  readonly privateKey: CryptoKey;
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
};

export async function createIssuer(keyId = "key-1"): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    privateKey,
    keys: { keys: [{ ...jwk, kid: keyId, use: "sig", alg: "EdDSA" }] },
    token: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const all = {
        iss: ISSUER,
        aud: AUDIENCE,
        sub: "user-1",
        sid: "session-1",
        roles: [],
        perms: [],
        iat: now,
        exp: now + LIFETIME_SECONDS,
        jti: "token-1",
        ...claims,
      };
      return new SignJWT(all)
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: keyId, ...header })
        .sign(privateKey);
    },
  };
}

export type LogLine = Record<string, unknown>;
export type Stage = {
  readonly app: FastifyInstance;
  readonly issuer: TokenIssuer;
  readonly telemetry: Telemetry;
  readonly verifier: TokenVerifier;
  readonly lines: readonly LogLine[];
  metrics(): Promise<string>;
};
export type StageOptions = Partial<Omit<MountContext, "verifier" | "telemetry">> &
  Partial<Omit<HttpAppOptions, "telemetry">> & {
    readonly logLevel?: string;
    readonly spanExporter?: SpanExporter;
  };

export function createRecordedTelemetry(options: Pick<StageOptions, "logLevel" | "spanExporter"> = {}) {
  const lines: LogLine[] = [];
  const telemetry = createTelemetry({
    service: "test",
    registry: createRegistry(),
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
    ...options,
  });
  return { telemetry, lines };
}

export async function createStage(routes: readonly Route[], options: StageOptions = {}): Promise<Stage> {
  const {
    logLevel = "info",
    spanExporter,
    trustProxy,
    bodyLimitBytes,
    requestTimeoutMs,
    ...mounting
  } = options;
  const { telemetry, lines } = createRecordedTelemetry({ logLevel, ...(spanExporter && { spanExporter }) });
  const issuer = await createIssuer();
  const verifier = createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, keys: async () => issuer.keys });
  const app = createHttpApp({
    telemetry,
    ...(trustProxy && { trustProxy }),
    ...(bodyLimitBytes && { bodyLimitBytes }),
    ...(requestTimeoutMs && { requestTimeoutMs }),
  });
  mountRoutes(app, routes, { verifier, telemetry, idempotencyDb: undefined, ...mounting });
  return { app, issuer, telemetry, verifier, lines, metrics: () => telemetry.metrics.registry.metrics() };
}
