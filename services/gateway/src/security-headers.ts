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

/** `openTo`: origins whose scripts and frames this page may show besides its own, such as a provider's card fields. */
export type PagePolicy = (nonce: string, openTo?: readonly string[]) => string;

/** Set by a page for the gateway alone: the origins it opens itself to, parted by spaces. */
export const OPENS_TO_HEADER = "x-page-opens-to";
const EMBEDDED_ORIGIN = /^https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?$/;

export function openToOf(header: string | null): readonly string[] {
  return (header ?? "").split(" ").filter((origin) => EMBEDDED_ORIGIN.test(origin));
}

/** The policy of a page, with the nonce still to come. Styles may be inline: components position themselves so, and styles run no code. */
export function createPagePolicy(formActionOrigins: readonly string[]): PagePolicy {
  const tail = [
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ["form-action 'self'", ...formActionOrigins].join(" "),
  ].join("; ");
  return (nonce, openTo = []) => {
    const own = `default-src 'self'; script-src ${["'self'", `'nonce-${nonce}'`, ...openTo].join(" ")}; ${tail}`;
    if (openTo.length === 0) return own;
    const others = openTo.join(" ");
    return `${own}; frame-src ${others}; connect-src 'self' ${others}`;
  };
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
