// One HTTP call to a provider, with its three outcomes kept apart: answered, refused for good, silent.
import { Refusal } from "@souk/errors";
import { z } from "zod";
import { ProviderSilent } from "./payment-provider.ts";

/** Refusals that say nothing of the payment: we are not let in, too fast or too slow. They may turn out otherwise the next time. */
const PASSING_STATUSES: readonly number[] = [401, 403, 408, 425, 429];

export type HttpCall<Answer> = {
  readonly method: "DELETE" | "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  /** The provider does at most one thing under it. */
  readonly key?: string;
  /** What a usable answer looks like. */
  readonly answer: z.ZodType<Answer>;
};
export type HttpCaller = <Answer>(call: HttpCall<Answer>) => Promise<Answer>;
export type HttpCallerOptions = {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
};

const errorBody = z.object({ error: z.object({ code: z.string() }) });

export function createHttpCaller({ baseUrl, apiKey, timeoutMs }: HttpCallerOptions): HttpCaller {
  return async ({ method, path, body, key, answer }) => {
    const { status, json } = await send(new URL(path, baseUrl), {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(key !== undefined && { "idempotency-key": key }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (status >= 400 && status < 500 && !PASSING_STATUSES.includes(status)) {
      const code = errorBody.safeParse(json).data?.error.code ?? "provider_refused";
      throw new Refusal("unprocessable", code, "The payment provider refused the request.");
    }
    const usable = answer.safeParse(json);
    if (usable.success) return usable.data;
    throw new ProviderSilent(`The provider's answer ${status} cannot be used.`);
  };
}

async function send(url: URL, request: RequestInit): Promise<{ status: number; json: unknown }> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, json: await response.json() };
  } catch (cause) {
    throw new ProviderSilent("The provider gave no answer that could be read.", { cause });
  }
}
