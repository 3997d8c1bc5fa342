// A client that does not give up: it repeats a request with the same key until the shop has given a final answer.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { WitnessLog } from "./witness-log.ts";

const PATIENCE_MS = 120_000;
const ATTEMPT_TIMEOUT_MS = 30_000;
const PAUSE_MS = { first: 50, max: 1_000 };
/** Too many, or something that the shop needs (its database) is not there for the moment. */
const BUSY_STATUSES: readonly number[] = [429, 503];

export type ShopCall = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type ShopAnswer = { readonly status: number; readonly body: unknown };
export type ShopClient = {
  /** One attempt; status 0 where no answer came. */
  once(call: ShopCall): Promise<ShopAnswer>;
  /** Again and again until the answer is final. */
  persist(call: ShopCall): Promise<ShopAnswer>;
  /** Answers of 500 and above that are no word about load: each is a fault of the shop. */
  readonly faults: readonly string[];
};

const problem = z.object({ code: z.string() });
const isProgressing = (body: unknown): boolean =>
  problem.safeParse(body).data?.code === "idempotency_key_in_progress";

export function createShopClient(
  url: string,
  log: WitnessLog,
  { attemptTimeoutMs = ATTEMPT_TIMEOUT_MS }: { readonly attemptTimeoutMs?: number } = {},
): ShopClient {
  const faults: string[] = [];
  const once = async (call: ShopCall): Promise<ShopAnswer> => {
    const { method, path, key, body } = call;
    const entry = {
      request: randomUUID(),
      method,
      path,
      ...(key !== undefined && { key }),
      ...(body !== undefined && { body }),
    };
    log.write(entry);
    const answer = await send({ url, attemptTimeoutMs }, call);
    log.write({ ...entry, status: answer.status, answer: answer.body });
    if (answer.status >= 500 && !BUSY_STATUSES.includes(answer.status))
      faults.push(`${method} ${path}: ${answer.status}`);
    return answer;
  };
  return {
    once,
    faults,
    async persist(call) {
      const deadline = performance.now() + PATIENCE_MS;
      for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(2 * pauseMs, PAUSE_MS.max)) {
        const answer = await once(call);
        if (!isPassing(answer) || performance.now() > deadline) return answer;
        await delay(pauseMs);
      }
    },
  };
}

/** Says nothing about the request itself: the shop is down, busy, broken, or still at it. */
function isPassing({ status, body }: ShopAnswer): boolean {
  return status === 0 || status >= 500 || status === 429 || (status === 409 && isProgressing(body));
}

type Way = { readonly url: string; readonly attemptTimeoutMs: number };

async function send(
  { url, attemptTimeoutMs }: Way,
  { method, path, body, key, headers }: ShopCall,
): Promise<ShopAnswer> {
  try {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(key !== undefined && { "idempotency-key": key }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(attemptTimeoutMs),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  } catch {
    return { status: 0, body: undefined }; // Whether the request arrived is unknown: that is what the key is for.
  }
}
