// Starts a provider in a folder of its own and speaks to it over HTTP, as a shop would.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandboxPayments, type SandboxPaymentsOptions } from "../src/index.ts";
import type { PaymentView } from "../src/domain/payment-view.ts";
import type { Dispute, Movement, Refund } from "../src/domain/records.ts";
import type { WebhookEvent } from "../src/domain/webhook-event.ts";

export const apiKey = "sk_test";
export const webhookSecret = "whsec_test";

// Whatever an answer may hold, so that a test can ask for it by name.
type Thing = Omit<PaymentView, "status"> &
  Omit<Refund, "status" | "reason"> &
  Omit<Dispute, "status" | "reason"> &
  Movement &
  WebhookEvent & { status: string; reason?: string };
type Body = Thing & {
  items: Thing[];
  hasMore: boolean;
  error: { code: string; message: string; fields?: { field: string; message: string }[] };
};
export type Answer = { status: number; body: Body; headers: Headers };
export type CallOptions = { body?: unknown; key?: string; authorization?: string; signal?: AbortSignal };

export type Provider = {
  url: string;
  directory: string;
  lines: string[];
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
};

export async function newDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), "souk-sandbox-payments-"));
}

export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

export async function startProvider(options: Partial<SandboxPaymentsOptions> = {}): Promise<Provider> {
  const directory = options.dataDirectory ?? (await newDirectory());
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const started = await startSandboxPayments({
    webhookUrl: undefined,
    webhookSecret,
    apiKey,
    log,
    ...options,
    dataDirectory: directory,
  });
  return { url: started.url, directory, lines, call: caller(started.url), close: () => started.close() };
}

export function caller(url: string): Provider["call"] {
  return async (method, path, { body, key, authorization = `Bearer ${apiKey}`, signal } = {}) => {
    const headers = new Headers({ authorization });
    if (body !== undefined) headers.set("content-type", "application/json");
    if (key !== undefined) headers.set("idempotency-key", key);
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ?? null,
    });
    return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
  };
}

export function aPayment(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    amount: 8_400,
    currency: "EUR",
    reference: `payment-${randomUUID()}`,
    orderId: `order-${randomUUID()}`,
    capture: "automatic",
    ...changes,
  };
}
