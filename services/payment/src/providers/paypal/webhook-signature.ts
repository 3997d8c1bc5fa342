// Checks that a webhook is PayPal's, without asking PayPal: SHA256withRSA over «transmission id | time | our webhook's id | CRC32 of the raw body».
// https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod
import { verify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { crc32 } from "node:zlib";
import { Refusal } from "@souk/errors";
import { z } from "zod";
import type { Certificates } from "./certificates.ts";

const MS_PER_MINUTE = 60_000;
/** PayPal tries to deliver for three days; what is older is a recorded message, played again. */
const AGE_MS_MAX = 4 * 86_400_000;
const AHEAD_MS_MAX = 5 * MS_PER_MINUTE;

const signedHeaders = z.object({
  "paypal-auth-algo": z.literal("SHA256withRSA"),
  "paypal-cert-url": z.string().max(500),
  "paypal-transmission-id": z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  "paypal-transmission-sig": z.base64().min(1).max(1_000),
  "paypal-transmission-time": z.iso.datetime({ offset: true }),
});

export type SignatureCheck = {
  readonly headers: IncomingHttpHeaders;
  readonly webhookId: string;
  readonly certificates: Certificates;
  readonly now: Date;
};

/** Throws unless PayPal signed exactly these bytes for our webhook, lately. */
export async function verifyTransmission(rawBody: Buffer, check: SignatureCheck): Promise<void> {
  const parsed = signedHeaders.safeParse(check.headers);
  if (!parsed.success) throw invalid();
  const {
    "paypal-cert-url": address,
    "paypal-transmission-id": id,
    "paypal-transmission-sig": signature,
    "paypal-transmission-time": time,
  } = parsed.data;
  const { publicKey } = await check.certificates(address, check.now);
  const signed = Buffer.from([id, time, check.webhookId, crc32(rawBody)].join("|"), "utf8");
  const isRsa = publicKey.asymmetricKeyType === "rsa";
  if (!isRsa || !verify("sha256", signed, publicKey, Buffer.from(signature, "base64"))) throw invalid();
  const ageMs = check.now.getTime() - Date.parse(time);
  if (ageMs > AGE_MS_MAX || ageMs < -AHEAD_MS_MAX)
    throw new Refusal("unauthenticated", "webhook_too_old", "The signature is not of this time.");
}

function invalid(): Refusal {
  return new Refusal("unauthenticated", "webhook_signature_invalid", "The signature does not match.");
}
