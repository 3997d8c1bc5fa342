// What a mailed link carries: the id of its mail and a signature over everything the link stands for. Nothing secret is stored for it.
import { type AccountMail, linkText } from "./domain/account-mail.ts";
import type { Seal } from "./seal.ts";

const PURPOSE = "mailed-link";
const TOKEN = /^(?<mailId>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(?<signature>[\w-]{43})$/;

export function tokenOf(seal: Seal, mail: AccountMail): string {
  return `${mail.id}.${seal.sign(linkText(mail), PURPOSE).toString("base64url")}`;
}

export type ParsedToken = { readonly mailId: string; readonly signature: Buffer };

/** Undefined for what was never one. */
export function parseToken(token: string): ParsedToken | undefined {
  const { mailId, signature } = TOKEN.exec(token)?.groups ?? {};
  if (mailId === undefined || signature === undefined) return undefined;
  return { mailId, signature: Buffer.from(signature, "base64url") };
}

export function isTokenOf(seal: Seal, mail: AccountMail, { signature }: ParsedToken): boolean {
  return seal.isSigned(linkText(mail), PURPOSE, signature);
}
