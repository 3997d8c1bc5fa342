// One effect and one answer for each idempotency key, however often and from however many processes the request comes.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { AnyDb } from "@souk/db";
import { isRefusal, Refusal, type RefusalKind } from "@souk/errors";
import type { Logger } from "@souk/telemetry";
import type { RenderedAnswer } from "./rendered-answer.ts";
import {
  beginKey,
  completeKey,
  deleteKeys,
  findKey,
  releaseKey,
  type HeldKey,
  type KeyIdentity,
  type StoredAnswer,
  endLeases,
} from "./store/idempotency-keys.ts";

/** A handler that takes longer may be run a second time; its resource id keeps that from having two effects. */
const LEASE_MS = 30_000;
/** How long a twin waits for the first before it is told 409. */
const WAIT_MS = 10_000;
const POLL_MIN_MS = 25;
const POLL_MAX_MS = 250;
const RETRY_AFTER_SECONDS = 1;
const BODY_BYTES_MAX = 65_536;
const KEY_AGE_MAX_HOURS = 48;
const DELETE_BATCH_MAX = 1_000;
const DELETE_BATCHES_MAX = 20;

/**
 * Refusals that are an answer for good. The others depend on more than what was asked (who asks, headers, load, what exists by now)
 * and have changed nothing, so a retry runs the handler again.
 */
const finalKinds: ReadonlySet<RefusalKind> = new Set<RefusalKind>(["conflict", "gone", "unprocessable"]);

export type IdempotentCall = {
  readonly identity: KeyIdentity;
  readonly fingerprint: Buffer;
  readonly run: (resourceId: string) => Promise<RenderedAnswer>;
  /** The answer that tells of a refusal. */
  readonly refuse: (refusal: Refusal) => RenderedAnswer;
};
export type OnceAnswer = { readonly answer: RenderedAnswer; readonly isReplay: boolean };
export type IdempotencyOptions = {
  readonly db: AnyDb;
  readonly newId: () => string;
  readonly log: Logger;
  readonly leaseMs?: number | undefined;
  readonly waitMs?: number | undefined;
};

const inProgress = (): Refusal =>
  new Refusal(
    "conflict",
    "idempotency_key_in_progress",
    "The first request with this key is still running.",
    {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
  );
const reused = (): Refusal =>
  new Refusal(
    "unprocessable",
    "idempotency_key_reused",
    "This key was used for another request; take a new key for a new request.",
  );

/** Handlers running here by key and fingerprint: twins in this process await the first one and ask the database nothing. */
export class IdempotentCalls {
  readonly #flights = new Map<string, Promise<OnceAnswer>>();
  readonly #db: AnyDb;
  readonly #newId: () => string;
  readonly #log: Logger;
  readonly #leaseMs: number;
  readonly #waitMs: number;

  constructor({ db, newId, log, leaseMs = LEASE_MS, waitMs = WAIT_MS }: IdempotencyOptions) {
    this.#db = db;
    this.#newId = newId;
    this.#log = log;
    this.#leaseMs = leaseMs;
    this.#waitMs = waitMs;
  }

  /** Runs the call, or gives the answer that its first run gave. */
  async perform(call: IdempotentCall): Promise<OnceAnswer> {
    const { principal, route, key } = call.identity;
    const name = JSON.stringify([principal, route, key, call.fingerprint.toString("base64")]);
    const first = this.#flights.get(name);
    if (first !== undefined)
      return { answer: withoutCookies((await this.#bounded(first)).answer), isReplay: true };
    const flight = this.#lead(call);
    this.#flights.set(name, flight);
    try {
      return await flight;
    } finally {
      this.#flights.delete(name);
    }
  }

  async #bounded<T>(flight: Promise<T>): Promise<T> {
    const { promise: timeOut, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(inProgress()), this.#waitMs);
    try {
      return await Promise.race([flight, timeOut]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #lead(call: IdempotentCall): Promise<OnceAnswer> {
    const waitEndsAt = performance.now() + this.#waitMs;
    for (;;) {
      const leaseToken = randomUUID();
      const beginning = {
        fingerprint: call.fingerprint,
        resourceId: this.#newId(),
        leaseToken,
        leaseMs: this.#leaseMs,
      };
      const state = await beginKey(this.#db, call.identity, beginning);
      if (!state.fingerprint.equals(call.fingerprint)) throw reused();
      if (state.answer !== undefined) return { answer: state.answer, isReplay: true };
      if (state.isMine)
        return {
          answer: await this.#run(call, state.resourceId, { ...call.identity, leaseToken }),
          isReplay: false,
        };
      const answer = await this.#awaitOther(call.identity, waitEndsAt);
      if (answer !== undefined) return { answer, isReplay: true };
    }
  }

  /** The answer that another process is about to give; `undefined` when it gave up or died, and the key can be taken over. */
  async #awaitOther(identity: KeyIdentity, waitEndsAt: number): Promise<StoredAnswer | undefined> {
    for (
      let pollMs = POLL_MIN_MS;
      performance.now() < waitEndsAt;
      pollMs = Math.min(pollMs * 2, POLL_MAX_MS)
    ) {
      await wait(pollMs);
      const state = await findKey(this.#db, identity);
      if (state === undefined || state.hasLeaseEnded || state.answer !== undefined) return state?.answer;
    }
    throw inProgress();
  }

  async #run(call: IdempotentCall, resourceId: string, held: HeldKey): Promise<RenderedAnswer> {
    try {
      const answer = await call.run(resourceId);
      await this.#settle(held, answer);
      return answer;
    } catch (error) {
      if (!isRefusal(error) || !finalKinds.has(error.kind)) {
        await this.#settle(held, undefined);
        throw error;
      }
      const answer = call.refuse(error);
      await this.#settle(held, answer);
      return answer;
    }
  }

  /** Keeps the answer, or ends the lease so that a retry runs at once. What the handler did stands, even where this fails. */
  async #settle(held: HeldKey, answer: RenderedAnswer | undefined): Promise<void> {
    try {
      const kept = answer && toStored(answer);
      if (kept === undefined) await releaseKey(this.#db, held);
      else if (!(await completeKey(this.#db, held, kept))) {
        this.#log.warn({ route: held.route }, "an idempotent request outlived its lease");
      }
    } catch (error) {
      this.#log.error({ err: error, route: held.route }, "an idempotent answer could not be kept");
    }
  }
}

/** Cookies are for the one browser that asked first. */
function withoutCookies<Of extends RenderedAnswer>(answer: Of): Of {
  return {
    ...answer,
    headers: Object.fromEntries(
      Object.entries(answer.headers).filter(([name]) => name.toLowerCase() !== "set-cookie"),
    ),
  };
}

/** What is kept of an answer. One that is too large is not: a retry runs the handler, which finds what it made by the resource id. */
function toStored({ status, headers, body }: RenderedAnswer): StoredAnswer | undefined {
  if (typeof body === "object" && !Buffer.isBuffer(body)) return undefined;
  const bytes = Buffer.from(body ?? "");
  return bytes.length > BODY_BYTES_MAX ? undefined : withoutCookies({ status, headers, body: bytes });
}

/**
 * Ends the leases of requests that died with their process, so that their repetition need not wait. Only for a process that serves
 * this database alone, before it serves anybody. Gives back how many there were.
 */
export function endIdempotencyLeases(db: AnyDb): Promise<number> {
  return endLeases(db);
}

/** Deletes keys older than 48 h in bounded batches; gives back how many. */
export async function deleteExpiredIdempotencyKeys(db: AnyDb): Promise<number> {
  let deleted = 0;
  for (let batch = 0; batch < DELETE_BATCHES_MAX; batch += 1) {
    const count = await deleteKeys(db, KEY_AGE_MAX_HOURS, DELETE_BATCH_MAX);
    deleted += count;
    if (count < DELETE_BATCH_MAX) break;
  }
  return deleted;
}
