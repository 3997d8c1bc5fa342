// Before a secret is checked: is there an attempt left? It is used up at once, so that parallel guesses count, and given back when the secret was right.
// Whether the account exists makes no difference.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { type AttemptLimit, attemptLimits, emptyAt, waitMs, withAttempt } from "../domain/attempt-limits.ts";
import type { User } from "../domain/user.ts";
import { networkOf, subscriberOf } from "../session-place.ts";
import {
  clearAttemptsQuery,
  giveAttemptBackQuery,
  lockAttemptLevels,
  saveAttemptLevelQuery,
} from "../store/attempt-levels.ts";
import { wasOwnerSeenIn } from "../store/sessions.ts";

const MS_PER_SECOND = 1000;
const DAY_MS = 86_400_000;
/** Where the owner of an account was signed in within this time, strangers' failures elsewhere do not slow them. */
const NETWORK_KNOWN_MS = 30 * DAY_MS;

export type TakeAttempt = {
  /** What is being guessed at: the canonical address of an account, or something of a user such as `second-factor/<user id>`. */
  readonly subject: string;
  readonly client: Client;
};
/**
 * The right password gives the attempt back. To the owner of the address it also forgives the failures before it, from the same place: a claim
 * of somebody else's address, which anybody can make, must not buy new guesses at the owner's password.
 */
export type Attempt = { succeeded(account: Pick<User, "emailVerifiedAt">): Promise<void> };

export async function takeAttempt(deps: Deps, { subject, client }: TakeAttempt): Promise<Attempt> {
  const { accountFromNetwork, account, network } = attemptLimits;
  const subscriber = subscriberOf(client.ip);
  const pair = { key: keyOf(deps, ["account from network", subject, subscriber]), limit: accountFromNetwork };
  const others: Counter[] = [{ key: keyOf(deps, ["network", subscriber]), limit: network }];
  if (!(await isKnownPlace(deps, subject, client)))
    others.push({ key: keyOf(deps, ["account", subject]), limit: account });
  refuseWhile(await take(deps, [pair, ...others]));
  return {
    async succeeded({ emailVerifiedAt }) {
      const isForgiven = ({ key }: Counter): boolean => key === pair.key && emailVerifiedAt !== null;
      const counters = [pair, ...others].toSorted(byKey);
      await runBatch(
        deps.db,
        counters.map((counter) =>
          isForgiven(counter) ? clearAttemptsQuery(counter.key) : giveAttemptBackQuery(counter.key),
        ),
      );
    },
  };
}

/** Whether one more mail may go to an address; anybody can ask for some of them, and nobody's mailbox should be filled that way. */
export async function takeMail(deps: Deps, emailCanonical: string): Promise<boolean> {
  return (
    (await take(deps, [{ key: keyOf(deps, ["mail", emailCanonical]), limit: attemptLimits.mail }])) === 0
  );
}

export type CodeAttempt = { succeeded(): Promise<void> };

/** One more one-time code of an account: to who has the password, six digits are all that is left to guess. */
export async function takeCodeAttempt(deps: Deps, userId: string): Promise<CodeAttempt> {
  const key = keyOf(deps, ["one-time code", userId]);
  refuseWhile(await take(deps, [{ key, limit: attemptLimits.oneTimeCode }]));
  return {
    async succeeded() {
      await runBatch(deps.db, [clearAttemptsQuery(key)]);
    },
  };
}

function refuseWhile(delayMs: number): void {
  if (delayMs === 0) return;
  throw new Refusal("too_many_requests", "too_many_attempts", "Too many attempts. Please wait a little.", {
    retryAfterSeconds: Math.ceil(delayMs / MS_PER_SECOND),
  });
}

/** For who is signed in, and so may know that there were too many. */
export async function requireMail(deps: Deps, emailCanonical: string): Promise<void> {
  if (await takeMail(deps, emailCanonical)) return;
  throw new Refusal(
    "too_many_requests",
    "too_many_mails",
    "Several mails are on their way to this address already.",
    {
      retryAfterSeconds: attemptLimits.mail.refillMs / MS_PER_SECOND,
    },
  );
}

type Counter = { readonly key: Buffer; readonly limit: AttemptLimit };

/** One attempt of each, or of none; 0 where there was one, else how long to wait. */
async function take(deps: Deps, counters: readonly Counter[]): Promise<number> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    const stored = await lockAttemptLevels(
      tx,
      counters.map(({ key }) => key),
      at,
    );
    const counted = stored.flatMap((state) =>
      counters.filter(({ key }) => key.equals(state.key)).map(({ key, limit }) => ({ key, limit, state })),
    );
    const delayMs = waitMs(counted, at);
    if (delayMs > 0) return delayMs;
    const changes = counted.map((one) => {
      const state = withAttempt(one, at);
      return saveAttemptLevelQuery({ key: one.key, ...state }, emptyAt(state, one.limit));
    });
    await runBatch(tx, changes);
    return 0;
  });
}

async function isKnownPlace(deps: Deps, subject: string, client: Client): Promise<boolean> {
  const since = new Date(deps.now().getTime() - NETWORK_KNOWN_MS);
  return wasOwnerSeenIn(deps.db, { emailCanonical: subject, network: networkOf(client.ip) }, since);
}

/** Addresses of people and machines are counted without being kept. */
function keyOf({ seal }: Deps, parts: readonly string[]): Buffer {
  return seal.sign(JSON.stringify(parts), "attempt-level");
}

function byKey(one: Counter, other: Counter): number {
  return Buffer.compare(one.key, other.key);
}
