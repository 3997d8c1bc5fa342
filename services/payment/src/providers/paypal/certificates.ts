// The certificates that PayPal signs its webhooks with: fetched from PayPal only, proven to lead to a certificate authority, and kept.
import { X509Certificate } from "node:crypto";
import { Refusal } from "@souk/errors";
import { ProviderSilent } from "../payment-provider.ts";

const PATH = /^\/v1\/notifications\/certs\/CERT-[0-9A-Za-z-]{8,80}$/;
const SUBJECT = /^CN=messageverificationcerts(?:\.[a-z]+)?\.paypal\.com$/m;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const CHAIN_LENGTH_MAX = 6;
const CHAIN_BYTES_MAX = 65_536;
/** PayPal has a handful; whoever names others makes us fetch them, but not keep them. */
const KEPT_MAX = 16;
const NOT_FOUND = 404;

export type CertificatesOptions = {
  /** The API's address; certificates come from there, or from its older name. */
  readonly url: string;
  /** PEM texts of the authorities that are believed. */
  readonly authorities: readonly string[];
  readonly timeoutMs: number;
};
/** The signing certificate at an address, once its chain is proven. */
export type Certificates = (address: string, now: Date) => Promise<X509Certificate>;

type Proven = { readonly signer: X509Certificate; readonly until: Date };

export function createCertificates({ url, authorities, timeoutMs }: CertificatesOptions): Certificates {
  const { origin } = new URL(url);
  const origins = [origin, origin.replace("//api-m.", "//api.")];
  const kept = new Map<string, Proven>();
  return async (address, now) => {
    const known = kept.get(address);
    if (known && now <= known.until) return known.signer;
    const chain = await fetchChain(addressOf(address, origins), timeoutMs);
    const proven = prove(chain, { authorities, now });
    if (kept.size < KEPT_MAX) kept.set(address, proven);
    return proven.signer;
  };
}

function addressOf(text: string, origins: readonly string[]): URL {
  const address = URL.parse(text);
  const isPayPals = address !== null && origins.includes(address.origin) && PATH.test(address.pathname);
  if (isPayPals && address.href === `${address.origin}${address.pathname}`) return address;
  throw refused("The certificate is not at PayPal.");
}

async function fetchChain(address: URL, timeoutMs: number): Promise<readonly X509Certificate[]> {
  const { status, text } = await download(address, timeoutMs);
  if (status === NOT_FOUND) throw refused("PayPal has no such certificate.");
  const isUsable = status === 200 && text.length <= CHAIN_BYTES_MAX;
  const blocks = isUsable ? (text.match(PEM) ?? []) : [];
  if (blocks.length === 0) throw new ProviderSilent(`PayPal's certificate cannot be read (${status}).`);
  return blocks.slice(0, CHAIN_LENGTH_MAX).map((block) => new X509Certificate(block));
}

async function download(address: URL, timeoutMs: number): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new ProviderSilent("PayPal does not give its certificate.", { cause });
  }
}

type Trust = { readonly authorities: readonly string[]; readonly now: Date };

/** Each is signed by the next, the last by an authority, all are of this time, and the first is PayPal's for messages. */
function prove(chain: readonly X509Certificate[], { authorities, now }: Trust): Proven {
  const [signer] = chain;
  const last = chain.at(-1);
  const isLinked = chain.slice(1).every((issuer, index) => isIssuedBy(chain[index], issuer));
  const isTimely = chain.every((one) => one.validFromDate <= now && now <= one.validToDate);
  const isAnchored = authorities.some((pem) => {
    const authority = new X509Certificate(pem);
    return authority.fingerprint256 === last?.fingerprint256 || isIssuedBy(last, authority);
  });
  if (signer && SUBJECT.test(signer.subject) && isLinked && isTimely && isAnchored) {
    return { signer, until: new Date(Math.min(...chain.map((one) => one.validToDate.getTime()))) };
  }
  throw refused("The certificate is not one of PayPal's.");
}

function isIssuedBy(one: X509Certificate | undefined, issuer: X509Certificate): boolean {
  return one !== undefined && issuer.ca && one.checkIssued(issuer) && one.verify(issuer.publicKey);
}

function refused(reason: string): Refusal {
  return new Refusal("unauthenticated", "webhook_signature_invalid", reason);
}
