// Asks a provider: encrypted or on this machine (../config.ts), with a time-out, a bound on the answer and no redirects. What is no answer is one refusal.
import { Refusal } from "@souk/errors";

const ANSWER_MAX_MS = 5_000;
const ANSWER_BYTES_MAX = 262_144;
const RETRY_AFTER_SECONDS = 30;
const SERVER_ERROR = 500;
const TOO_MANY_REQUESTS = 429;

export type BoundedFetch = (url: string, options: FetchOptions) => Promise<Response>;
type FetchOptions = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- of whatever body type a client library has
  readonly body?: any;
};

/** 503: not the person's fault and not ours; `cause` says what it was. */
export function unavailable(name: string, cause?: unknown): Refusal {
  return new Refusal("unavailable", "identity_provider_unavailable", `${name} cannot be used right now.`, {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** `name`: how people call whom is asked. */
export function boundedFetch(name: string): BoundedFetch {
  return async (url, options) => {
    try {
      const signal = AbortSignal.timeout(ANSWER_MAX_MS);
      const answer = await fetch(url, { ...options, signal, redirect: "manual" });
      const content = await contentOf(answer);
      if (answer.status >= SERVER_ERROR || answer.status === TOO_MANY_REQUESTS)
        throw new Error(`It answered ${answer.status}.`);
      return new Response(content, { status: answer.status, headers: answer.headers });
    } catch (error) {
      throw unavailable(name, error);
    }
  };
}

async function contentOf({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`Its answer has more than ${ANSWER_BYTES_MAX} bytes.`);
    parts.push(part);
  }
  return bytes === 0 ? null : new Uint8Array(Buffer.concat(parts));
}
