// How a client learns of its limits: draft-ietf-httpapi-ratelimit-headers (`RateLimit-Policy`, `RateLimit`), and 429 with `Retry-After`.
import { Refusal } from "@souk/errors";
import type { FastifyReply } from "fastify";
import type { Policy, Tally } from "./policy.ts";

const MS_PER_SECOND = 1_000;

export type Charged = { readonly policy: Policy; readonly tally: Tally };

/** Structured fields: a list of policies with what is left of each, and in how many seconds its window ends. */
export function describeCharges(reply: FastifyReply, charged: readonly Charged[]): void {
  let policies = "";
  let limits = "";
  for (const { policy, tally } of charged) {
    const left = Math.max(0, policy.points - tally.usedPoints);
    const separator = policies === "" ? "" : ", ";
    policies += `${separator}"${policy.name}";q=${policy.points};w=${policy.windowSeconds}`;
    limits += `${separator}"${policy.name}";r=${left};t=${secondsUntilReset(tally)}`;
  }
  reply.header("ratelimit-policy", policies).header("ratelimit", limits);
}

export function refusalOf(violated: readonly Charged[]): Refusal {
  const retryAfterSeconds = Math.max(...violated.map(({ tally }) => secondsUntilReset(tally)));
  const text = `Too many requests. Try again in ${retryAfterSeconds} s.`;
  return new Refusal("too_many_requests", "rate_limited", text, {
    retryAfterSeconds,
    extra: { "violated-policies": violated.map(({ policy }) => policy.name) }, // The draft's name for it.
  });
}

function secondsUntilReset({ resetMs }: Tally): number {
  return Math.max(1, Math.ceil(resetMs / MS_PER_SECOND));
}
