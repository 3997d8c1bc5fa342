// How many declined attempts to pay are borne, and under which keys they are counted. The keys are hashes that only this shop can make.
import type { Environment } from "@souk/service";
import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";

const MINUTE_MS = 60_000;
const WINDOW_MINUTES_MAX = 24 * 60;
const DECLINES_MAX = 1_000_000;
/** Whoever sits on this machine is the shop's own test or a proxy in front of everybody. */
const LOOPBACK_FACTOR = 100;
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const SECRET_LENGTH_MIN = 16;
const IPV6_GROUPS = 8;
const IPV6_NETWORK_GROUPS = 4;

const limit = (usual: number) => z.coerce.number().int().min(1).max(DECLINES_MAX).default(usual);
const schema = z.object({
  PAYMENT_DECLINES_WINDOW_MINUTES: z.coerce.number().int().min(1).max(WINDOW_MINUTES_MAX).default(60),
  PAYMENT_DECLINES_ORDER_MAX: limit(10),
  PAYMENT_DECLINES_SHOPPER_MAX: limit(20),
  PAYMENT_DECLINES_ADDRESS_MAX: limit(30),
  PAYMENT_DECLINES_SHOP_MAX: limit(2_000),
  PAYMENT_ATTEMPT_SECRET: z.string().min(SECRET_LENGTH_MIN).optional(),
});

export type DeclineLimits = {
  readonly windowMs: number;
  readonly orderMax: number;
  readonly shopperMax: number;
  readonly addressMax: number;
  readonly shopMax: number;
  /** Without a secret of its own, a process counts addresses and shoppers for itself alone. */
  readonly secret: string;
};

export function readDeclineLimits(env: Environment): DeclineLimits {
  const values = schema.parse(env);
  return {
    windowMs: values.PAYMENT_DECLINES_WINDOW_MINUTES * MINUTE_MS,
    orderMax: values.PAYMENT_DECLINES_ORDER_MAX,
    shopperMax: values.PAYMENT_DECLINES_SHOPPER_MAX,
    addressMax: values.PAYMENT_DECLINES_ADDRESS_MAX,
    shopMax: values.PAYMENT_DECLINES_SHOP_MAX,
    secret: values.PAYMENT_ATTEMPT_SECRET ?? randomBytes(SECRET_LENGTH_MIN).toString("hex"),
  };
}

export type Attempt = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string | undefined;
  /** Where the shopper is on the network, where it is known. */
  readonly networkAddress: string | undefined;
};
export type CountedAttempt = {
  readonly paymentId: string;
  readonly orderKey: Buffer;
  readonly shopperKey: Buffer;
  readonly addressKey: Buffer | null;
  readonly addressMax: number;
};

/** Whoever has one IPv6 address has 2^64 of them: they count as one. */
function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  if (!address.includes(":") || address.includes(".")) return address;
  const groups = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : IPV6_GROUPS - groups.length - tail.split(":").length;
  const all = [...groups, ...Array.from({ length: missing }, () => "0"), ...(tail ?? "").split(":")];
  return all.slice(0, IPV6_NETWORK_GROUPS).join(":");
}

/** A guest is known by the order alone. */
export function countedAttempt(limits: DeclineLimits, attempt: Attempt): CountedAttempt {
  const { paymentId, orderId, customerId, networkAddress } = attempt;
  const keyOf = (kind: string, value: string): Buffer =>
    createHmac("sha256", limits.secret).update(`${kind}:${value}`).digest();
  const isNear = networkAddress !== undefined && LOOPBACK.test(networkAddress);
  return {
    paymentId,
    orderKey: keyOf("order", orderId),
    shopperKey: keyOf("shopper", customerId ?? orderId),
    addressKey: networkAddress === undefined ? null : keyOf("address", networkOf(networkAddress)),
    addressMax: limits.addressMax * (isNear ? LOOPBACK_FACTOR : 1),
  };
}
