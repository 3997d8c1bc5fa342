// Reads the header Idempotency-Key and says whom the key belongs to.
import { createHash } from "node:crypto";
import { Refusal } from "@souk/errors";
import type { Caller } from "./caller.ts";
import type { IdempotencyPolicy } from "./route.ts";

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The key, or `undefined` where none is sent and none is needed. */
export function readKey(
  header: string | string[] | undefined,
  policy: IdempotencyPolicy,
): string | undefined {
  if (policy === "none") return undefined;
  if (header === undefined) {
    if (policy === "accepted") return undefined;
    throw new Refusal(
      "invalid",
      "idempotency_key_required",
      "Send the header Idempotency-Key, a new one for each new request.",
    );
  }
  if (typeof header === "string" && KEY.test(header)) return header;
  throw new Refusal(
    "invalid",
    "idempotency_key_invalid",
    "Idempotency-Key takes 1 to 255 visible ASCII characters.",
  );
}

/** Different prefixes, so that nobody can choose a scope that reads like somebody's id. A scope may be a credential: only its hash is kept. */
export function principalOf(caller: Caller, scope: string | undefined): string {
  if (caller.kind === "user")
    return caller.apiKeyId === undefined ? `user:${caller.userId}` : `api-key:${caller.apiKeyId}`;
  return scope === undefined ? "anonymous" : `scope:${createHash("sha256").update(scope).digest("hex")}`;
}
