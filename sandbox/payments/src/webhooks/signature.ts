// The signature of webhooks: `t=<unix seconds>,v1=<hex hmac-sha256 of "t.rawBody">`, one v1 for each secret, the scheme that Stripe uses too.
import { createHmac } from "node:crypto";

export const signatureHeader = "Souk-Sandbox-Signature";

export function signWebhook(rawBody: string, secrets: readonly string[], at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signatures = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${seconds}.${rawBody}`).digest("hex"),
  );
  return [`t=${seconds}`, ...signatures.map((signature) => `v1=${signature}`)].join(",");
}
