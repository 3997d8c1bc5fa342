// The keys and certificates that webhooks are signed with. Made at the first start and kept in the data folder, for the shop must know the authority.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { issueCertificate } from "./issue-certificate.ts";

const FILE_MODE = 0o600;
const KEY_BITS = 2048;
const VALID_BEFORE_MS = 86_400_000;
const VALID_AFTER_MS = 3_650 * VALID_BEFORE_MS;
const SUBJECT = "messageverificationcerts.sandbox.paypal.com";

const Kept = z.object({
  name: z.string(),
  authority: z.string(),
  chain: z.string(),
  privateKey: z.string(),
});
type Kept = z.infer<typeof Kept>;

export type SignerOptions = {
  readonly directory: string;
  readonly webhookId: string;
  readonly now: () => Date;
};
export type Signer = {
  /** The name of the certificate in its address. */
  readonly name: string;
  /** PEM text of the authority at the end of the chain, which the shop is to believe. */
  readonly authority: string;
  /** What is at the address: the signing certificate and the one between. */
  readonly chain: string;
  headersFor(rawBody: string, certificateUrl: string): Record<string, string>;
};

export function openSigner({ directory, webhookId, now }: SignerOptions): Signer {
  const { privateKey, ...kept } = load(join(directory, "signer.json"), now());
  const key = createPrivateKey(privateKey);
  return {
    ...kept,
    headersFor(rawBody, certificateUrl) {
      const id = randomUUID();
      const time = now().toISOString();
      const signed = [id, time, webhookId, crc32(rawBody)].join("|");
      return {
        "paypal-auth-algo": "SHA256withRSA",
        "paypal-auth-version": "v2",
        "paypal-cert-url": certificateUrl,
        "paypal-transmission-id": id,
        "paypal-transmission-sig": sign("sha256", Buffer.from(signed), key).toString("base64"),
        "paypal-transmission-time": time,
      };
    },
  };
}

function load(path: string, now: Date): Kept {
  if (existsSync(path)) return Kept.parse(JSON.parse(readFileSync(path, "utf8")));
  const made = make(now);
  writeFileSync(path, JSON.stringify(made), { mode: FILE_MODE });
  return made;
}

function make(now: Date): Kept {
  const validFrom = new Date(now.getTime() - VALID_BEFORE_MS);
  const validity = { validFrom, validTo: new Date(now.getTime() + VALID_AFTER_MS) };
  const root = authorityKeys("Souk sandbox root");
  const between = authorityKeys("Souk sandbox messages");
  const signing = generateKeyPairSync("rsa", { modulusLength: KEY_BITS });
  const authorityOf = (keys: AuthorityKeys, issuer: AuthorityKeys): string =>
    issueCertificate({ ...keys, ...validity, isAuthority: true }, issuer);
  const leaf = { subject: SUBJECT, publicKey: signing.publicKey, isAuthority: false, ...validity };
  return {
    name: `CERT-${randomUUID()}`,
    authority: authorityOf(root, root),
    chain: issueCertificate(leaf, between) + authorityOf(between, root),
    privateKey: signing.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

type AuthorityKeys = {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
};

function authorityKeys(subject: string): AuthorityKeys {
  return { subject, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
}
