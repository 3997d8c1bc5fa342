// An outside issuer's public keys: loaded when needed, renewed from time to time, and not at the will of who sends unknown key ids.
import { isRefusal, type Refusal } from "@souk/errors";
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { boundedFetch, unavailable } from "./bounded-fetch.ts";

/** A key that the issuer withdrew is refused at the latest after this time. */
const KEYS_AGE_MAX_MS = 600_000;
/** The issuer is asked at most this often, also while it is down: made-up key ids must not become load there. */
const ASKED_INTERVAL_MIN_MS = 10_000;

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

type KeyOptions = { readonly name: string; readonly jwksUrl: string; readonly now: () => Date };
type Known = { readonly keys: JWTVerifyGetKey; readonly atMs: number };

/** Throws jose's `JWKSNoMatchingKey` for a key that the issuer does not have. */
export function createIssuerKeys({ name, jwksUrl, now }: KeyOptions): JWTVerifyGetKey {
  const ask = boundedFetch(name);
  let known: Known | undefined;
  let failure: Refusal = unavailable(name);
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    try {
      const answer = await ask(jwksUrl, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
      known = { keys: createLocalJWKSet(KeySet.parse(await answer.json())), atMs: now().getTime() };
    } catch (error) {
      failure = isRefusal(error) ? error : unavailable(name, error);
    } finally {
      asking = undefined;
    }
  };
  const askUnlessJustAsked = async (): Promise<void> => {
    const nowMs = now().getTime();
    if (asking === undefined && nowMs - askedAtMs >= ASKED_INTERVAL_MIN_MS) {
      askedAtMs = nowMs;
      asking = load();
    }
    await asking;
  };
  const fresh = async (): Promise<Known> => {
    if (!known || now().getTime() - known.atMs > KEYS_AGE_MAX_MS) await askUnlessJustAsked();
    if (known && now().getTime() - known.atMs <= KEYS_AGE_MAX_MS) return known;
    throw failure;
  };

  return async (header, token) => {
    const { keys } = await fresh();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await askUnlessJustAsked(); // The issuer may have a new key.
      return (await fresh()).keys(header, token);
    }
  };
}
