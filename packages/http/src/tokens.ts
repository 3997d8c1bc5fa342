// Verifies access tokens (EdDSA JWTs, RFC 9068) and remembers the good ones until they expire; other credentials are exchanged for one first.
import { permissions as knownPermissions, type Permission } from "@souk/contracts";
import { isRefusal, Refusal } from "@souk/errors";
import { decodeProtectedHeader, errors, jwtVerify, type JSONWebKeySet } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { UserCaller } from "./caller.ts";
import {
  createCredentialExchange,
  EXCHANGED_AGE_MAX_MS,
  type ExchangeCredential,
  invalidToken,
  isForeign,
} from "./credential-exchange.ts";
import { createTokenKeys, type TokenKeys } from "./token-keys.ts";

const CLOCK_SKEW_SECONDS = 5;
const TOKENS_REMEMBERED_MAX = 10_000;
const TOKEN_LENGTH_MAX = 4_096;
const MS_PER_SECOND = 1_000;

const text = z.string().min(1).max(200);
const ClaimsSchema = z.object({
  sub: text,
  sid: text,
  roles: z.array(text).max(50),
  perms: z.array(text).max(200),
  iat: z.int(),
  exp: z.int(),
  jti: text,
  /** The API key that the token was given for. */
  akid: text.optional(),
});
/** What an access token says, after its signature, issuer, audience, type and times were found right. */
export type Claims = Readonly<z.infer<typeof ClaimsSchema>>;

/** The whole header: anything that points to a key of the sender's own (`jwk`, `jku`, `x5c`, `x5u`) or needs support (`crit`) is refused. */
const HeaderSchema = z.strictObject({ alg: z.literal("EdDSA"), typ: z.literal("at+jwt"), kid: text });

export type TokenVerifier = {
  /** The claims of a valid token, or of the access token that a valid credential of another kind is exchanged for; otherwise throws 401 `token_invalid` or `token_expired`. */
  verify(token: string): Promise<Claims>;
  /** The claims of a token that was verified before and has not expired; takes no promise and a few microseconds. */
  recall(token: string): Claims | undefined;
};

export type TokenVerifierOptions = {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: () => Promise<JSONWebKeySet>;
  /** Where API keys and tokens of outside issuers are accepted; its answer is used for at most 30 seconds. */
  readonly exchange?: ExchangeCredential | undefined;
  readonly now?: () => Date;
};

function refusalOf(error: unknown): Refusal {
  if (isRefusal(error)) return error;
  if (!(error instanceof errors.JWTExpired)) return invalidToken(error);
  return new Refusal("unauthenticated", "token_expired", "The access token has expired.", { cause: error });
}

type Remembered = { readonly claims: Claims; readonly untilMs: number };
type Check = { readonly token: string; readonly keys: TokenKeys; readonly currentDate: Date };

async function check(
  { token, keys, currentDate }: Check,
  { issuer, audience }: TokenVerifierOptions,
): Promise<Claims> {
  const { alg, typ, kid } = HeaderSchema.parse(decodeProtectedHeader(token));
  const key = await keys.find(kid);
  if (key === undefined || !hasOneSpelling(token)) throw invalidToken();
  const clockTolerance = CLOCK_SKEW_SECONDS;
  const { payload } = await jwtVerify(token, key, {
    algorithms: [alg],
    typ,
    issuer,
    audience,
    clockTolerance,
    currentDate,
  });
  const claims = ClaimsSchema.parse(payload);
  if (claims.iat > currentDate.getTime() / MS_PER_SECOND + clockTolerance) throw invalidToken();
  return claims;
}

/** The unused last bits of a signature could be any: a token would have sixteen spellings, each remembered and each good. */
function hasOneSpelling(token: string): boolean {
  const signature = token.slice(token.lastIndexOf(".") + 1);
  return Buffer.from(signature, "base64url").toString("base64url") === signature;
}

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { now = () => new Date() } = options;
  const nowMs = () => now().getTime();
  const keys = createTokenKeys(options.keys, nowMs);
  const remembered = new LRUCache<string, Remembered>({ max: TOKENS_REMEMBERED_MAX });
  const checkNow = (token: string) => check({ token, keys, currentDate: now() }, options);
  const exchanged =
    options.exchange && createCredentialExchange({ exchange: options.exchange, verify: checkNow, nowMs });

  const recall = (token: string): Claims | undefined => {
    const known = remembered.get(token);
    if (known === undefined || nowMs() < known.untilMs) return known?.claims;
    remembered.delete(token);
    return undefined;
  };
  const remember = (token: string, claims: Claims, ageMaxMs: number): Claims => {
    const expiresMs = (claims.exp + CLOCK_SKEW_SECONDS) * MS_PER_SECOND;
    remembered.set(token, { claims, untilMs: Math.min(expiresMs, nowMs() + ageMaxMs) });
    return claims;
  };

  return {
    recall,
    verify: async (token) => {
      const known = recall(token);
      if (known !== undefined) return known;
      try {
        if (token.length > TOKEN_LENGTH_MAX) throw invalidToken();
        if (exchanged !== undefined && isForeign(token, options.issuer))
          return remember(token, await exchanged.find(token), EXCHANGED_AGE_MAX_MS);
        return remember(token, await checkNow(token), Number.POSITIVE_INFINITY);
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

const permissionNames: ReadonlySet<string> = new Set(knownPermissions);
const isPermission = (name: string): name is Permission => permissionNames.has(name);
const callers = new WeakMap<Claims, UserCaller>();

/** The caller that claims speak of; the same object for the same claims. Permissions this code does not know open nothing. */
export function callerFromClaims(claims: Claims): UserCaller {
  const known = callers.get(claims);
  if (known !== undefined) return known;
  const caller: UserCaller = {
    kind: "user",
    userId: claims.sub,
    sessionId: claims.sid,
    apiKeyId: claims.akid,
    roles: claims.roles,
    permissions: new Set(claims.perms.filter(isPermission)),
  };
  callers.set(claims, caller);
  return caller;
}
