// Signs webhooks as Stripe documents it: https://docs.stripe.com/webhooks#verify-manually
import { createHmac } from "node:crypto";

const MS_PER_SECOND = 1000;

/** The value of `Stripe-Signature` for these bytes; one `v1` for each secret. */
export function signWebhook(
  rawBody: string,
  { secrets, at }: { secrets: readonly string[]; at: Date },
): string {
  const seconds = Math.floor(at.getTime() / MS_PER_SECOND);
  const signed = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${seconds}.${rawBody}`).digest("hex")}`,
  );
  return [`t=${seconds}`, ...signed].join(",");
}
