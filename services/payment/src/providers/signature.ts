// Checks `t=<unix seconds>,v1=<hex hmac-sha256 of "t.rawBody">`, the scheme that Stripe publishes and the sandbox uses:
// https://docs.stripe.com/webhooks#verify-manually
import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "@souk/errors";

/** A message older or newer than this is refused: it may be a recorded one, played again. */
const TOLERANCE_SECONDS = 300;
const MS_PER_SECOND = 1000;
const TIME = /^t=(?<time>\d{1,12})$/;
const SIGNATURE = /^v1=(?<hex>[0-9a-f]{64})$/;

export type SignatureCheck = {
  readonly header: string | string[] | undefined;
  readonly secrets: readonly string[];
  readonly now: Date;
};

/** Throws unless one of the secrets signed exactly these bytes, lately. */
export function verifySignature(rawBody: Buffer, { header, secrets, now }: SignatureCheck): void {
  const parts = typeof header === "string" ? header.split(",").map((part) => part.trim()) : [];
  const [time = ""] = parts.flatMap((part) => TIME.exec(part)?.groups?.["time"] ?? []);
  const given = parts.flatMap((part) => SIGNATURE.exec(part)?.groups?.["hex"] ?? []);
  const isSigned = secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${time}.`).update(rawBody).digest();
    return given.some((hex) => timingSafeEqual(Buffer.from(hex, "hex"), expected));
  });
  if (!isSigned)
    throw new Refusal("unauthenticated", "webhook_signature_invalid", "The signature does not match.");
  const ageSeconds = Math.abs(now.getTime() / MS_PER_SECOND - Number(time));
  if (ageSeconds > TOLERANCE_SECONDS)
    throw new Refusal("unauthenticated", "webhook_too_old", "The signature is not of this time.");
}
