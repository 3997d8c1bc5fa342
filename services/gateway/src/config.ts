// What the gateway can be told by its environment. The only reader of it.
import { BlockList, isIP } from "node:net";
import { z } from "zod";

const BYTES_PER_KIB = 1024;
const PORT_MAX = 65_535;

/** `a, b` → `["a", "b"]`; nothing → `[]`. */
const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: "is not an origin such as https://shop.example",
});
const hop = z.string().refine(isHop, { error: "is not an address or a network such as 10.0.0.0/8" });
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(PORT_MAX).default(4000),
  HOST: z.string().min(1).default("127.0.0.1"),
  GATEWAY_TRUSTED_HOPS: list.pipe(z.array(hop)),
  GATEWAY_CORS_ORIGINS: list.pipe(z.array(origin)),
  GATEWAY_FORM_ACTION_ORIGINS: list.pipe(z.array(origin)),
  GATEWAY_METRICS_TOKEN: z.string().min(16).optional(),
  GATEWAY_BODY_LIMIT_BYTES: count(1024 * BYTES_PER_KIB),
  GATEWAY_PAGE_BODY_LIMIT_BYTES: count(12 * 1024 * BYTES_PER_KIB),
  GATEWAY_REQUEST_TIMEOUT_MS: count(30_000),
  GATEWAY_UPSTREAM_TIMEOUT_MS: count(15_000),
  GATEWAY_UPSTREAM_CONNECT_TIMEOUT_MS: count(2_000),
  GATEWAY_CONNECTIONS_MAX: count(10_000),
  GATEWAY_IN_FLIGHT_MAX: count(1_000),
  GATEWAY_LOOP_DELAY_MAX_MS: count(300),
});

export type Config = {
  readonly port: number;
  readonly host: string;
  /** Addresses and networks whose `X-Forwarded-*`, `X-Request-Id` and `traceparent` are believed. */
  readonly trustedHops: readonly string[];
  readonly corsOrigins: readonly string[];
  /** Where a form of ours may lead besides our own origin: hosted payment pages (browsers apply the rule to redirects too). */
  readonly formActionOrigins: readonly string[];
  /** Opens `/metrics` for other machines; without one only this machine may read them. */
  readonly metricsToken: string | undefined;
  readonly bodyLimitBytes: number;
  readonly pageBodyLimitBytes: number;
  readonly requestTimeoutMs: number;
  readonly upstreamTimeoutMs: number;
  readonly upstreamConnectTimeoutMs: number;
  readonly connectionsMax: number;
  readonly inFlightMax: number;
  readonly loopDelayMaxMs: number;
};

/** Reads and checks everything at once; the error names each variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`);
    throw new Error(`The gateway's configuration is wrong. ${faults.join("; ")}`);
  }
  const read = parsed.data;
  return {
    port: read.PORT,
    host: read.HOST,
    trustedHops: read.GATEWAY_TRUSTED_HOPS,
    corsOrigins: read.GATEWAY_CORS_ORIGINS,
    formActionOrigins: read.GATEWAY_FORM_ACTION_ORIGINS,
    metricsToken: read.GATEWAY_METRICS_TOKEN,
    bodyLimitBytes: read.GATEWAY_BODY_LIMIT_BYTES,
    pageBodyLimitBytes: read.GATEWAY_PAGE_BODY_LIMIT_BYTES,
    requestTimeoutMs: read.GATEWAY_REQUEST_TIMEOUT_MS,
    upstreamTimeoutMs: read.GATEWAY_UPSTREAM_TIMEOUT_MS,
    upstreamConnectTimeoutMs: read.GATEWAY_UPSTREAM_CONNECT_TIMEOUT_MS,
    connectionsMax: read.GATEWAY_CONNECTIONS_MAX,
    inFlightMax: read.GATEWAY_IN_FLIGHT_MAX,
    loopDelayMaxMs: read.GATEWAY_LOOP_DELAY_MAX_MS,
  };
}

function isHop(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  try {
    new BlockList().addSubnet(address, Number(prefix), version === 4 ? "ipv4" : "ipv6");
    return prefix !== "";
  } catch {
    return false; // Node says in words what a yes or no is wanted for.
  }
}
