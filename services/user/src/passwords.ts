// Hashes and checks passwords off the event loop: Argon2id with the parameters OWASP recommends (19 MiB, 2 passes, 1 lane),
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "@souk/errors";
import type { Metrics } from "@souk/telemetry";
import { createGate } from "./gate.ts";

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Each fills a core and a thread of libuv's four, which files, DNS and other cryptography need too. One core is left to the event loop.
 * A flood of sign-ins therefore waits for itself and not the shop for it.
 */
export const HASHES_AT_ONCE_MAX = Math.max(1, Math.min(3, availableParallelism() - 1));
/** Some ten seconds of work: who came later would have given up before their turn. */
const HASHES_WAITING_MAX = 400;
const RETRY_AFTER_SECONDS = 3;

export type Passwords = {
  hash(password: string): Promise<string>;
  /** The same work for an account that does not exist (or has no password) as for one that does. */
  check(storedHash: string | null | undefined, password: string): Promise<boolean>;
};

export function createPasswords(metrics: Metrics, waitingMax: number = HASHES_WAITING_MAX): Passwords {
  const counter = metrics.counter("souk_password_hashes_total", "Passwords hashed and checked", ["for"]);
  const waiting = metrics.gauge("souk_password_hashes_waiting", "Passwords that wait for their turn");
  const gate = createGate({
    atOnceMax: HASHES_AT_ONCE_MAX,
    waitingMax,
    onWaiting: (count) => waiting.set(count),
    refuse: () => {
      throw new Refusal(
        "unavailable",
        "sign_in_busy",
        "Too many people sign in right now. Try again in a moment.",
        {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        },
      );
    },
  });
  const verified = (storedHash: string, password: string): Promise<boolean> => {
    counter.inc({ for: "check" });
    return gate(() => verify(storedHash, password));
  };
  return {
    hash(password) {
      counter.inc({ for: "hash" });
      return gate(() => hash(normalized(password), parameters));
    },
    async check(storedHash, password) {
      const spellings = [...new Set([normalized(password), password])];
      const checks = spellings.map((spelling) => verified(storedHash ?? nobodysHash, spelling));
      const isRight = (await Promise.all(checks)).includes(true);
      return isRight && typeof storedHash === "string";
    },
  };
}

/**
 * Keyboards spell the same text differently (é as one character or two, full-width digits), so a password is hashed in one spelling, as
 * NIST SP 800-63B, section 3.1.1.2, asks. Hashes of before that were of what was typed: where that is another spelling, both are checked,
 * whoever's account it is.
 */
function normalized(password: string): string {
  return password.normalize("NFKC");
}

/** Of a random password nobody knows, made with the parameters above. */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$SWkfC+rH9X97QKa2Yvh+oQ$+KfcYiYtxwAZPjNnP6AeWF51GriHzFsfZvCzoXAU+is";
