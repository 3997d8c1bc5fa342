// Webhooks that the provider never sent, or not like this, or not now: each must be refused. Only the bytes and their signature differ.
import { randomUUID } from "node:crypto";
import { signatureOf } from "./payments.ts";

const TOO_LONG_MS = 600_000;
const MS_PER_SECOND = 1_000;

export type Forged = { readonly body: string; readonly signature: string | undefined };
type Genuine = { readonly body: string; readonly at: number };

const altered = (body: string, change: (event: string) => string): string => {
  const other = change(body);
  if (other === body) throw new Error("A forgery differs from what it forges.");
  return other;
};
const seconds = (at: number): number => Math.floor(at / MS_PER_SECOND);

export const forgeries: readonly ((genuine: Genuine) => Forged)[] = [
  ({ body, at }) => ({
    body: altered(body, (event) => event.replace(/"amount":\d+/, '"amount":1')),
    signature: signatureOf(body, { at }),
  }),
  ({ body, at }) => ({
    body: altered(body, (event) => event.replace(/"reference":"[^"]+"/, `"reference":"${randomUUID()}"`)),
    signature: signatureOf(body, { at }),
  }),
  ({ body, at }) => ({ body: `${body} `, signature: signatureOf(body, { at }) }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at, secret: "whsec_of_somebody_else" }) }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at, secret: "" }) }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at: at - TOO_LONG_MS }) }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at: at + TOO_LONG_MS }) }),
  ({ body, at }) => ({
    body,
    signature: signatureOf(body, { at: at - TOO_LONG_MS }).replace(/^t=\d+/, `t=${seconds(at)}`),
  }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at }).replace(/^t=\d+,/, "") }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at }).replace("v1=", "v0=") }),
  ({ body, at }) => ({ body, signature: signatureOf(body, { at }).slice(0, -1) }),
  ({ body, at }) => ({ body, signature: `t=${seconds(at)},v1=${"0".repeat(64)}` }),
  ({ body, at }) => ({ body, signature: `t=${seconds(at)}` }),
  ({ body }) => ({ body, signature: "" }),
  ({ body }) => ({ body, signature: undefined }),
];
