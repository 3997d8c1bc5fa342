// What every answer tells the browser to forbid. The policy for content goes on HTML alone: it is long, and JSON has no use for it.
import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";

const NONCE_BYTES = 16;
const HSTS_SECONDS = 31_536_000;

/** Made once: the same object goes on every answer. */
export const headersOfEveryAnswer = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(self)",
  "cross-origin-opener-policy": "same-origin",
} as const;

export const headersOverHttps = {
  ...headersOfEveryAnswer,
  "strict-transport-security": `max-age=${HSTS_SECONDS}; includeSubDomains`,
} as const;

/** Fresh for every page; scripts that carry it may run. */
export function createNonce(): string {
  return randomBytes(NONCE_BYTES).toString("base64");
}

/** The policy of a page, with the nonce still to come. Styles may be inline: components position themselves so, and styles run no code. */
export function createPagePolicy(formActionOrigins: readonly string[]): (nonce: string) => string {
  const tail = [
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ["form-action 'self'", ...formActionOrigins].join(" "),
  ].join("; ");
  return (nonce) => `default-src 'self'; script-src 'self' 'nonce-${nonce}'; ${tail}`;
}

/** Pages that show mails in frames of their own: no scripts but ours, and nobody else may frame them. */
export const mailboxPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "form-action 'self'",
].join("; ");

export function isHtml(contentType: unknown): boolean {
  return typeof contentType === "string" && contentType.startsWith("text/html");
}

export function setPolicy(reply: FastifyReply, policy: string): void {
  reply.header("content-security-policy", policy);
}
