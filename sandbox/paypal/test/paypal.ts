// Starts the stand-in in a folder of its own and speaks to it over HTTP, as a shop would.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SandboxPayPalOptions, startSandboxPayPal } from "../src/index.ts";

export const clientId = "shop";
export const clientSecret = "secret";
export const webhookId = "WH1";
const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;

// Whatever an answer may hold, so that a test can ask for it by name.
// oxlint-disable-next-line typescript/no-explicit-any -- an answer of any shape
export type Answer = { readonly status: number; readonly body: any; readonly headers: Headers };
export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>;
type CallOptions = {
  readonly body?: unknown;
  readonly requestId?: string;
  readonly authorization?: string;
  readonly isMinimal?: boolean;
};
export type PayPal = Awaited<ReturnType<typeof start>>;

export async function newDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), "souk-sandbox-paypal-"));
}

export async function start(options: Partial<SandboxPayPalOptions> = {}) {
  const directory = options.dataDirectory ?? (await newDirectory());
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const webhookUrl = undefined;
  const started = await startSandboxPayPal({
    clientId,
    clientSecret,
    webhookId,
    webhookUrl,
    log,
    ...options,
    dataDirectory: directory,
  });
  const call = await callerOf(started.url);
  const control: Call = (method, path, request) =>
    call(method, `/sandbox${path}`, { ...request, authorization: basic });
  const remove = () => rm(directory, { recursive: true, force: true });
  return { ...started, directory, lines, call, control, remove };
}

export async function callerOf(url: string): Promise<Call> {
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : JSON.parse(text),
      headers: response.headers,
    };
  };
  const token = await send("/v1/oauth2/token", {
    method: "POST",
    headers: { authorization: basic },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return (method, path, { body, requestId, authorization, isMinimal = false } = {}) => {
    const headers = new Headers({ authorization: authorization ?? `Bearer ${token.body.access_token}` });
    if (body !== undefined) headers.set("content-type", "application/json");
    if (requestId !== undefined) headers.set("paypal-request-id", requestId);
    if (!isMinimal) headers.set("prefer", "return=representation");
    return send(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  };
}

export function anOrder(changes: object = {}) {
  const amount = { currency_code: "EUR", value: "55.90" };
  const context = {
    return_url: "https://shop.example/return?a=1",
    cancel_url: "https://shop.example/cancel",
  };
  return {
    intent: "CAPTURE",
    purchase_units: [
      { reference_id: "order", custom_id: randomUUID(), invoice_id: randomUUID(), amount, ...changes },
    ],
    payment_source: { paypal: { experience_context: context } },
  };
}

export async function visit(url: string, form?: Record<string, string>) {
  const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
  const response = await fetch(url, { ...init, redirect: "manual" });
  const { status, headers } = response;
  return { status, page: await response.text(), location: headers.get("location"), headers };
}
