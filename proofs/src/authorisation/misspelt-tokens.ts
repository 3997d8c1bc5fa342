// Tokens whose claims are right and whose text is not: cut, doubled, swapped, padded, in another alphabet. One token has one text.
import { deflateRawSync } from "node:zlib";
import { base64url, compact, type Forge } from "./forge.ts";
import type { Mutant } from "./mutant.ts";

export function misspeltTokens(forge: Forge): readonly Mutant[] {
  return [...shapes(forge), ...texts(forge)];
}

function shapes(forge: Forge): readonly Mutant[] {
  const token = forge.token();
  const [head = "", payload = "", signature = ""] = token.split(".");
  const other = forge.token({ claims: { sub: "somebody else" } }).split(".");
  const inner = base64url(token);
  return [
    { name: "cut in the signature", send: token.slice(0, -10) },
    { name: "cut in the payload", send: `${head}.${payload.slice(0, -10)}.${signature}` },
    { name: "two parts", send: `${head}.${payload}` },
    { name: "one part", send: head },
    { name: "empty parts", send: ".." },
    { name: "empty payload", send: `${head}..${signature}` },
    { name: "empty header", send: `.${payload}.${signature}` },
    { name: "a part more", send: `${token}.${signature}` },
    { name: "payload twice", send: `${head}.${payload}.${payload}.${signature}` },
    { name: "header twice", send: `${head}.${head}.${signature}` },
    { name: "signature of another token", send: `${head}.${payload}.${other[2]}` },
    { name: "payload of another token", send: `${head}.${other[1]}.${signature}` },
    { name: "parts in another order", send: `${payload}.${head}.${signature}` },
    { name: "a token in a token", send: compact(forge.header({ cty: "JWT" }), token, forge.ownSigner) },
    {
      name: "encrypted (JWE)",
      send: [base64url('{"alg":"dir","enc":"A256GCM"}'), "", inner, inner, inner].join("."),
    },
    { name: "encrypted with ours in it", send: `${head}..${inner}.${inner}.${signature}` },
    { name: "payload that is a list", send: compact(forge.header(), [forge.claims()], forge.ownSigner) },
    { name: "payload null", send: compact(forge.header(), null, forge.ownSigner) },
    { name: "header that is a list", send: compact([forge.header()], forge.claims(), forge.ownSigner) },
    { name: "header null", send: compact(null, forge.claims(), forge.ownSigner) },
    {
      name: "payload compressed",
      send: signedText(forge, base64url(deflateRawSync(JSON.stringify(forge.claims())))),
    },
    { name: "payload that is no JSON", send: signedText(forge, base64url("souk")) },
    { name: "payload as it is, not encoded", send: signedText(forge, "e30=") },
  ];
}

function signedText(forge: Forge, payload: string): string {
  const signed = `${base64url(JSON.stringify(forge.header()))}.${payload}`;
  return `${signed}.${forge.ownSigner(Buffer.from(signed)).toString("base64url")}`;
}

/** Spellings of a token that is good. One token has one text: what is not that text is none. */
function texts(forge: Forge): readonly Mutant[] {
  const token = forge.token();
  const parts = token.split(".");
  const [head = "", payload = "", signature = ""] = parts;
  return [
    { name: "padded at its end", send: `${token}==` },
    { name: "every part padded", send: parts.map((part) => `${part}=`).join(".") },
    { name: "last bits of the signature turned", send: `${head}.${payload}.${turnLastBits(signature)}` },
    { name: "in base64 of the other alphabet", send: `${head}.${payload}+/.${signature}` },
    { name: "a space before the payload", send: `${head}. ${payload}.${signature}` },
    { name: "a space at its end, then more", send: `${token} x` },
    { name: "a tab in it", send: `${head}\t.${payload}.${signature}` },
    { name: "a line feed at its end", send: `${token}\n` },
    { name: "percent signs", send: encodeURIComponent(`${token}=`) },
    { name: "in quotes", send: `"${token}"` },
    { name: "two tokens", send: `${token},${token}` },
    { name: "the scheme twice", send: `Bearer ${token}` },
    { name: "a letter that looks alike", send: token.replace("e", "\u0435") },
    { name: "full stops of another script", send: parts.join("\u3002") },
    { name: "a zero-width space", send: `${token}\u200b` },
    { name: "a byte order mark", send: `\ufeff${token}` },
    { name: "ten thousand letters", send: "x".repeat(10_000) },
    { name: "ten thousand points", send: ".".repeat(10_000) },
    { name: "a payload of 100 kB", send: forge.token({ claims: { more: "x".repeat(100_000) } }) },
    { name: "nothing", send: "" },
    { name: "as JSON", send: JSON.stringify({ protected: head, payload, signature }) },
  ];
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 64 bytes leave four bits of the last letter unused; a lenient decoder takes sixteen texts for one signature. */
function turnLastBits(signature: string): string {
  const last = ALPHABET.indexOf(signature.slice(-1));
  return `${signature.slice(0, -1)}${ALPHABET.charAt(last ^ 1)}`;
}
