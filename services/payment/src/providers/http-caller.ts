// One HTTP call to a provider, with its three outcomes kept apart: answered, refused for good, silent.
import { Refusal } from "@souk/errors";
import { z } from "zod";
import { ProviderSilent } from "./payment-provider.ts";

const TIMEOUT_MS = 8_000;
/** Refusals that may turn out otherwise the next time. */
const TRANSIENT_STATUSES: readonly number[] = [408, 425, 429];

export type HttpCaller = (
  method: "GET" | "POST",
  path: string,
  options?: { readonly body?: unknown; readonly key?: string },
) => Promise<unknown>;

const errorBody = z.object({ error: z.object({ code: z.string() }) });

export function createHttpCaller({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }): HttpCaller {
  return async (method, path, { body, key } = {}) => {
    const response = await send(new URL(path, baseUrl), {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(key !== undefined && { "idempotency-key": key }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return response.json;
    if (response.status >= 500 || TRANSIENT_STATUSES.includes(response.status)) {
      throw new ProviderSilent(`The provider answered ${response.status}.`);
    }
    const code = errorBody.safeParse(response.json).data?.error.code ?? "provider_refused";
    throw new Refusal("unprocessable", code, "The payment provider refused the request.");
  };
}

type Answer = { readonly ok: boolean; readonly status: number; readonly json: unknown };

async function send(url: URL, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, request);
    const text = await response.text();
    return { ok: response.ok, status: response.status, json: text === "" ? undefined : JSON.parse(text) };
  } catch (cause) {
    throw new ProviderSilent("The provider gave no answer that could be read.", { cause });
  }
}
