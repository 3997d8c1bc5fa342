// Writes X.509 certificates: the authority, the one between, and the one that signs messages.
import { type KeyObject, randomBytes, sign } from "node:crypto";
import { bits, explicit, integer, isTrue, octets, oid, sequence, setOf, text, utcTime } from "./der.ts";

const COMMON_NAME = "2.5.4.3";
const BASIC_CONSTRAINTS = "2.5.29.19";
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const VERSION_3 = 2;
const SERIAL_BYTES = 8;
const LINE_LENGTH = 64;

export type CertificateRequest = {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly isAuthority: boolean;
  readonly validFrom: Date;
  readonly validTo: Date;
};
export type Issuer = { readonly subject: string; readonly privateKey: KeyObject };

/** As PEM text. Authorities sign with elliptic curves here. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer): string {
  const { subject, publicKey, isAuthority, validFrom, validTo } = request;
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(SERIAL_BYTES)]);
  const constraints = sequence(...(isAuthority ? [isTrue()] : []));
  const body = sequence(
    explicit(0, integer(Buffer.from([VERSION_3]))),
    integer(serial),
    algorithm,
    nameOf(issuer.subject),
    sequence(utcTime(validFrom), utcTime(validTo)),
    nameOf(subject),
    publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(sequence(oid(BASIC_CONSTRAINTS), isTrue(), octets(constraints)))),
  );
  return toPem(sequence(body, algorithm, bits(sign("sha256", body, issuer.privateKey))));
}

function nameOf(commonName: string): Buffer {
  return sequence(setOf(sequence(oid(COMMON_NAME), text(commonName))));
}

function toPem(der: Buffer): string {
  const lines = der.toString("base64").match(new RegExp(`.{1,${LINE_LENGTH}}`, "gu")) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
