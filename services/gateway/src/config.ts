// What the gateway can be told by its environment. The only reader of it.
import { BlockList, isIP } from "node:net";
import { z } from "zod";
import type { Quotas } from "./rate-limits/counters.ts";
import type { RedisAddress } from "./rate-limits/redis-connection.ts";

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
/** `600/60`: 600 points in 60 seconds. */
const quota = (fallback: `${number}/${number}`) =>
  z
    .string()
    .regex(/^[1-9]\d{0,9}\/[1-9]\d{0,4}$/, { error: "is not points/seconds such as 600/60" })
    .default(fallback)
    .transform((text) => {
      const slash = text.indexOf("/");
      return { points: Number(text.slice(0, slash)), windowSeconds: Number(text.slice(slash + 1)) };
    });

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
  GATEWAY_RATE_LIMITS: z.enum(["on", "off"]).default("on"),
  GATEWAY_RATE_LIMIT_ADDRESS: quota("12000/60"),
  GATEWAY_RATE_LIMIT_LOCAL: quota("2000000/60"),
  GATEWAY_RATE_LIMIT_USER: quota("30000/60"),
  GATEWAY_RATE_LIMIT_API_KEY: quota("30000/60"),
  GATEWAY_RATE_LIMIT_SIGN_IN: quota("30/30"),
  GATEWAY_RATE_LIMIT_WEBHOOKS: quota("6000/60"),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must be like redis://user:password@host:6379" })
    .optional(),
  GATEWAY_REDIS_TIMEOUT_MS: count(100),
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
  /** Nothing is limited without them. */
  readonly quotas: Quotas | undefined;
  /** Where several gateways count together; each counts alone without it. */
  readonly redis: RedisAddress | undefined;
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
    quotas: read.GATEWAY_RATE_LIMITS === "on" ? quotasOf(read) : undefined,
    redis:
      read.REDIS_URL === undefined
        ? undefined
        : { url: read.REDIS_URL, timeoutMs: read.GATEWAY_REDIS_TIMEOUT_MS },
  };
}

function quotasOf(read: z.infer<typeof Environment>): Quotas {
  return {
    address: read.GATEWAY_RATE_LIMIT_ADDRESS,
    local: read.GATEWAY_RATE_LIMIT_LOCAL,
    user: read.GATEWAY_RATE_LIMIT_USER,
    apiKey: read.GATEWAY_RATE_LIMIT_API_KEY,
    signIn: read.GATEWAY_RATE_LIMIT_SIGN_IN,
    webhooks: read.GATEWAY_RATE_LIMIT_WEBHOOKS,
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
