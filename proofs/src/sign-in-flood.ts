// A script tries passwords as fast as it can, while the owner of the account that it wants most wants in. First it says that it is a thousand
// clients, in every header it knows; then it really is a thousand, behind a hop that the shop trusts, and goes for that account alone.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { atMost } from "./crowd.ts";
import { createPlainClient, type PlainAnswer, type PlainClient } from "./plain-client.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom } from "./random.ts";
import { openStage } from "./stage.ts";
import { ADMINISTRATOR } from "./staff.ts";

const SIGN_INS_PER_WINDOW = 30;
const WINDOW_SECONDS = 30;
/** The shop's own defaults, said here so that the proof knows what to expect. */
const limits = {
  GATEWAY_RATE_LIMIT_ADDRESS: "12000/60",
  GATEWAY_RATE_LIMIT_SIGN_IN: `${SIGN_INS_PER_WINDOW}/${WINDOW_SECONDS}`,
};
/** Guesses at one account from everywhere: so many at once, then one as often (services/user/src/domain/attempt-limits.ts). */
const ACCOUNT_GUESSES = { atOnce: 30, everySeconds: 30 };
const HOP = "127.0.0.3";
const OWNER_AT = "127.0.0.2";
const SCRIPT_AT = "127.0.0.1";
const ADDRESSES = 1_000;
const PARALLEL = 32;
const ACCOUNTS_TRIED = 100;
/** Seldom enough to stay within the limit of the owner's own address. */
const OWNER_PAUSE_MS = 1_500;
const OWNER_SIGN_INS_MIN = 3;
const owner = { email: ADMINISTRATOR.SOUK_ADMIN_EMAIL, password: ADMINISTRATOR.SOUK_ADMIN_PASSWORD };

export type SignInFloodOptions = { readonly seed: number; readonly attempts: number; readonly say: Say };
type Flood = {
  readonly name: string;
  readonly from: string;
  readonly emailOf: (index: number) => string;
  readonly headersOf: (address: string) => Readonly<Record<string, string>>;
  /** How many guesses may be looked at within so many seconds. */
  readonly checkedMax: (seconds: number) => number;
};
type Tally = { readonly figure: string; readonly faults: readonly string[]; readonly cases: number };

const floods: readonly Flood[] = [
  {
    name: "forged addresses",
    from: SCRIPT_AT,
    emailOf: (index) => (index % 2 === 0 ? owner.email : `somebody-${index % ACCOUNTS_TRIED}@example.com`),
    headersOf: (address) => ({
      "x-forwarded-for": address,
      forwarded: `for=${address}`,
      "x-real-ip": address,
      "x-client-ip": address,
    }),
    checkedMax: (seconds) => SIGN_INS_PER_WINDOW * (Math.floor(seconds / WINDOW_SECONDS) + 1),
  },
  {
    name: "true addresses, one account",
    from: HOP,
    emailOf: () => owner.email,
    headersOf: (address) => ({ "x-forwarded-for": address }),
    checkedMax: (seconds) => ACCOUNT_GUESSES.atOnce + Math.ceil(seconds / ACCOUNT_GUESSES.everySeconds),
  },
];

export async function proveSignInFlood({ seed, attempts, say }: SignInFloodOptions): Promise<Result> {
  const random = createRandom(seed);
  const stage = await openStage({ random, env: { ...limits, GATEWAY_TRUSTED_HOPS: HOP } });
  let faults: readonly string[] = ["the proof did not come to its end"];
  const home = createPlainClient(stage.url, OWNER_AT);
  try {
    await signIn(home); // From now on the shop knows where the owner is at home.
    const tallies: Tally[] = [];
    for (const flood of floods) {
      const tally = await withstand(flood, { shopUrl: stage.url, home, attempts });
      say(tally.figure);
      tallies.push(tally);
    }
    faults = tallies.flatMap((tally) => tally.faults);
    return {
      name: "sign-in-flood",
      cases: tallies.reduce((sum, { cases }) => sum + cases, 0),
      figures: [`seed ${seed}`, ...tallies.map(({ figure }) => figure)],
      faults,
    };
  } finally {
    home.close();
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}

type Scene = {
  readonly shopUrl: string;
  readonly home: PlainClient;
  readonly attempts: number;
};

async function withstand(flood: Flood, { shopUrl, home, attempts }: Scene): Promise<Tally> {
  const script = createPlainClient(shopUrl, flood.from);
  const hashesBefore = await passwordChecks(shopUrl);
  const ending = new AbortController();
  const signingIn = signInUntil(ending.signal, () => signIn(home));
  const startedAt = performance.now();
  const answers = await atMost(PARALLEL, [...Array(attempts).keys()], (index) =>
    post(
      script,
      "/users/login",
      { email: flood.emailOf(index), password: `guess number ${index}` },
      flood.headersOf(addressOf(index % ADDRESSES)),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  ending.abort();
  const signIns = await signingIn;
  script.close();
  const hashes = (await passwordChecks(shopUrl)) - hashesBefore;
  return judge({ flood, answers, seconds, signIns, hashes });
}

type Outcome = {
  readonly flood: Flood;
  readonly answers: readonly PlainAnswer[];
  readonly seconds: number;
  readonly signIns: readonly SignIn[];
  readonly hashes: number;
};

function judge({ flood, answers, seconds, signIns, hashes }: Outcome): Tally {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const code = codeOf(answer);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const count = (code: string): number => counts.get(code) ?? 0;
  const checked = count("401 credentials_invalid");
  const checkedMax = flood.checkedMax(seconds);
  const held = count("429 rate_limited") + count("429 too_many_attempts");
  const strange = [...counts.keys()].filter((code) => !expected.has(code));
  const refused = signIns.filter(({ code }) => code !== "200");
  const slowestMs = Math.max(0, ...signIns.map(({ ms }) => ms));
  const faults = [
    ...(checked > checkedMax ? [`${checked} guesses were checked, ${checkedMax} may be`] : []),
    ...(checked === 0 ? ["no guess was checked: the way to the password was closed to everybody"] : []),
    ...strange.map((code) => `${count(code)} × ${code}`),
    ...refused.map(({ code }) => `the owner was answered ${code}`),
    ...(signIns.length < OWNER_SIGN_INS_MIN ? [`the owner came only ${signIns.length} times`] : []),
  ];
  const figure =
    `${flood.name}: ${answers.length} guesses from ${ADDRESSES} addresses in ${seconds.toFixed(1)} s: ${checked} reached a password check, ${held} were held (429: ` +
    `${count("429 rate_limited")} by the gateway, ${count("429 too_many_attempts")} by the account's own limit), ${count("503 sign_in_busy")} found it busy; ` +
    `${hashes} hashes in all; the owner came in ${signIns.length - refused.length} of ${signIns.length} times, in ${Math.round(slowestMs)} ms at most`;
  return { figure, faults: faults.map((fault) => `${flood.name}: ${fault}`), cases: answers.length };
}

const expected: ReadonlySet<string> = new Set([
  "401 credentials_invalid",
  "429 rate_limited",
  "429 too_many_attempts",
  "503 sign_in_busy",
]);

type SignIn = { readonly code: string; readonly ms: number };

/** At least so often that it says something, however soon the flood is over. */
async function signInUntil(
  signal: AbortSignal,
  come: () => Promise<PlainAnswer>,
): Promise<readonly SignIn[]> {
  const signIns: SignIn[] = [];
  while (!signal.aborted || signIns.length < OWNER_SIGN_INS_MIN) {
    const before = performance.now();
    const code = codeOf(await come());
    signIns.push({ code, ms: performance.now() - before });
    await delay(OWNER_PAUSE_MS);
  }
  return signIns;
}

function signIn(home: PlainClient): Promise<PlainAnswer> {
  return post(home, "/users/login", owner);
}

// oxlint-disable-next-line max-params -- reads as the request it makes
function post(client: PlainClient, path: string, body: unknown, headers = {}): Promise<PlainAnswer> {
  return client.send({ method: "POST", path: `/api/v1${path}`, headers, body });
}

const problem = z.object({ code: z.string() });

function codeOf({ status, body }: PlainAnswer): string {
  const { data } = problem.safeParse(status < 400 ? {} : JSON.parse(body));
  return `${status} ${data?.code ?? ""}`.trim();
}

/** The shop's own count of passwords that were checked. */
async function passwordChecks(shopUrl: string): Promise<number> {
  const metrics = await (await fetch(`${shopUrl}/metrics`)).text();
  const counts = metrics.matchAll(/^souk_password_hashes_total\{[^}]*for="check"[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** All different. */
function addressOf(index: number): string {
  return `198.51.${index >> 8}.${index & 255}`;
}
