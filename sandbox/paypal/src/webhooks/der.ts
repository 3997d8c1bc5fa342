// As much of ASN.1's DER as an X.509 certificate needs: Node can read certificates, not write them.

const LONG_FORM = 0x80;
const BYTE = 0x100;
const tags = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c } as const;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const EXPLICIT = 0xa0;
const OID_BASE = 128;
const OID_FIRST_FACTOR = 40;

function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < LONG_FORM) return Buffer.from([length]);
  const bytes = length < BYTE ? [length] : [Math.floor(length / BYTE), length % BYTE];
  return Buffer.from([LONG_FORM + bytes.length, ...bytes]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => element(SEQUENCE, Buffer.concat(parts));
export const setOf = (part: Buffer): Buffer => element(SET, part);
export const explicit = (number: number, part: Buffer): Buffer => element(EXPLICIT + number, part);
export const integer = (bytes: Buffer): Buffer => element(tags.integer, bytes);
export const bits = (content: Buffer): Buffer =>
  element(tags.bits, Buffer.concat([Buffer.from([0]), content]));
export const octets = (content: Buffer): Buffer => element(tags.octets, content);
export const isTrue = (): Buffer => element(tags.boolean, Buffer.from([BYTE - 1]));
export const text = (value: string): Buffer => element(tags.utf8, Buffer.from(value, "utf8"));

/** `YYMMDDhhmmssZ`, good until 2049. */
export function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/\D/gu, "").slice(2, 14);
  return element(UTC_TIME, Buffer.from(`${digits}Z`, "ascii"));
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = rest.flatMap((arc) => base128(arc));
  return element(tags.oid, Buffer.from([first * OID_FIRST_FACTOR + second, ...bytes]));
}

function base128(arc: number): number[] {
  const low = arc % OID_BASE;
  const high: number[] = [];
  for (let rest = Math.floor(arc / OID_BASE); rest > 0; rest = Math.floor(rest / OID_BASE)) {
    high.unshift((rest % OID_BASE) + OID_BASE);
  }
  return [...high, low];
}
