// Callers who prove themselves by something else than our access tokens: API keys, and tokens of outside issuers. Only the user service can
// judge those, so each is exchanged for one of ours there; bad ones in great number must not become load there.
import { isRefusal, Refusal } from "@souk/errors";
import { decodeJwt } from "jose";
import { LRUCache } from "lru-cache";

/** A key that is revoked is refused at the latest after this time. */
export const EXCHANGED_AGE_MAX_MS = 30_000;
const REFUSAL_AGE_MAX_MS = 5_000;
const REFUSALS_REMEMBERED_MAX = 1_000;
const FRIENDS_REMEMBERED_MAX = 10_000;
/** How many credentials that never were good before may be asked about, and found bad, in a window. */
const STRANGERS_MAX = 100;
const STRANGERS_WINDOW_MS = 1_000;
const API_KEY_PREFIX = "souk_";

/** Gives an access token of ours for a credential; refuses one that proves nobody (kind `unauthenticated`). */
export type ExchangeCredential = (credential: string) => Promise<string>;

export const invalidToken = (cause?: unknown): Refusal =>
  new Refusal("unauthenticated", "token_invalid", "The access token is not valid.", { cause });

const unavailable = (cause?: unknown): Refusal =>
  new Refusal("unavailable", "credentials_unavailable", "The credential cannot be checked right now.", {
    cause,
    retryAfterSeconds: STRANGERS_WINDOW_MS / 1_000,
  });

/** Whether the user service has to be asked: an API key, or a token that says it is another issuer's. */
export function isForeign(credential: string, ownIssuer: string): boolean {
  if (credential.startsWith(API_KEY_PREFIX)) return true;
  try {
    const { iss } = decodeJwt(credential);
    return typeof iss === "string" && iss !== ownIssuer;
  } catch {
    return false; // No token at all, which the check of our own tokens will say.
  }
}

/** Counts what strangers cost: once too many of them were bad, only those that were good before are asked about. */
class StrangerBudget {
  #windowEndsMs = 0;
  #spent = 0;

  take(nowMs: number): boolean {
    if (nowMs >= this.#windowEndsMs) {
      this.#windowEndsMs = nowMs + STRANGERS_WINDOW_MS;
      this.#spent = 0;
    }
    this.#spent += 1;
    return this.#spent <= STRANGERS_MAX;
  }

  giveBack(): void {
    this.#spent = Math.max(0, this.#spent - 1);
  }
}

export type CredentialExchange<Found> = { find(credential: string): Promise<Found> };
type Parts<Found> = {
  readonly exchange: ExchangeCredential;
  readonly verify: (accessToken: string) => Promise<Found>;
  readonly nowMs: () => number;
};

/** Exchanges each credential once at a time, and verifies what comes back as any access token. */
export function createCredentialExchange<Found>(parts: Parts<Found>): CredentialExchange<Found> {
  const { exchange, verify, nowMs } = parts;
  const running = new Map<string, Promise<Found>>();
  const refusedUntilMs = new LRUCache<string, number>({ max: REFUSALS_REMEMBERED_MAX });
  const friends = new LRUCache<string, true>({ max: FRIENDS_REMEMBERED_MAX });
  const budget = new StrangerBudget();

  const ask = async (credential: string): Promise<Found> => {
    try {
      const found = await verify(await exchange(credential));
      friends.set(credential, true);
      return found;
    } catch (error) {
      if (!isRefusal(error) || error.kind !== "unauthenticated") throw unavailable(error);
      friends.delete(credential);
      refusedUntilMs.set(credential, nowMs() + REFUSAL_AGE_MAX_MS);
      throw invalidToken(error);
    }
  };

  const askAboutStranger = async (credential: string): Promise<Found> => {
    if (!budget.take(nowMs())) throw unavailable();
    const found = await ask(credential);
    budget.giveBack();
    return found;
  };

  return {
    find: (credential) => {
      if ((refusedUntilMs.get(credential) ?? 0) > nowMs()) return Promise.reject(invalidToken());
      const earlier = running.get(credential);
      if (earlier !== undefined) return earlier;
      const asked = friends.has(credential) ? ask(credential) : askAboutStranger(credential);
      const found = asked.finally(() => running.delete(credential));
      running.set(credential, found);
      return found;
    },
  };
}
