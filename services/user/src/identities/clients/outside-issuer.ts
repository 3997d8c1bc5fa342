// Tokens of an outside issuer (such as Clerk): checked as strictly as ours, and turned into what the issuer says about the person.
import { isRefusal, Refusal } from "@souk/errors";
import { decodeProtectedHeader, jwtVerify, type JWTPayload } from "jose";
import { z } from "zod";
import { type ProvenIdentity, provenIdentity } from "../domain/proven-identity.ts";
import type { OutsideIssuerSettings } from "../config.ts";
import { createIssuerKeys } from "./issuer-keys.ts";

const TOKEN_LENGTH_MAX = 8_192;
const CLOCK_SKEW_SECONDS = 5;
const MS_PER_SECOND = 1_000;
/** Asymmetric only: with HS256 the public key would be the secret. */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

const text = z.string().min(1).max(255);
const absent = z.undefined().optional();
/** What points to a key of the sender's own or asks for what we may not know is refused; other members say nothing to us. */
const Header = z.looseObject({
  alg: z.enum(ALGORITHMS),
  kid: text,
  typ: z.enum(["JWT", "jwt", "at+jwt", "application/at+jwt"]).optional(),
  crit: absent,
  b64: absent,
  jwk: absent,
  jku: absent,
  x5c: absent,
  x5u: absent,
});
/** `act`: somebody else acts in the person's name (RFC 8693, section 4.1), which the token we give could not show. */
const Claims = z.looseObject({ iss: text, sub: text, iat: z.int(), exp: z.int(), act: absent });

export type OutsideToken = {
  readonly identity: ProvenIdentity;
  /** The sign-in at the issuer; empty where its tokens do not say. */
  readonly session: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

export type OutsideIssuer = {
  readonly settings: OutsideIssuerSettings;
  /** Refuses with 401 `credential_invalid`; 503 where the issuer's keys cannot be had. */
  readonly verify: (token: string) => Promise<OutsideToken>;
};

/** Says nothing about what was wrong to whom it may not concern; the cause is for the log. */
export function credentialInvalid(cause?: unknown): Refusal {
  return new Refusal("unauthenticated", "credential_invalid", "This proves nobody.", { cause });
}

export function createOutsideIssuer(settings: OutsideIssuerSettings, now: () => Date): OutsideIssuer {
  const { id, name, issuer, audience } = settings;
  const jwksUrl = settings.jwksUrl ?? `${issuer.replace(/\/$/, "")}/.well-known/jwks.json`;
  const keys = createIssuerKeys({ name, jwksUrl, now });
  const check = async (token: string): Promise<OutsideToken> => {
    if (token.length > TOKEN_LENGTH_MAX) throw credentialInvalid();
    Header.parse(decodeProtectedHeader(token));
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now(),
      ...(audience !== undefined && { audience }),
    });
    const { iss, sub, iat, exp } = Claims.parse(payload);
    requireOurs(payload, settings);
    const person = { provider: id, issuer: iss, subject: sub };
    return {
      identity: provenIdentity(person, {
        ...payload,
        email: payload[settings.claims.email],
        email_verified: payload[settings.claims.emailVerified],
      }),
      session: sessionOf(payload[settings.claims.session]),
      issuedAt: new Date(iat * MS_PER_SECOND),
      expiresAt: new Date(exp * MS_PER_SECOND),
    };
  };
  return {
    settings,
    async verify(token) {
      try {
        return await check(token);
      } catch (error) {
        throw isRefusal(error) ? error : credentialInvalid(error);
      }
    },
  };
}

/** The token was made for this shop: for one of its pages (`azp`), and with what the configuration asks for. */
function requireOurs(payload: JWTPayload, settings: OutsideIssuerSettings): void {
  const { authorizedParties, requiredClaims } = settings;
  const { azp } = payload;
  const isForUs =
    authorizedParties === undefined || (typeof azp === "string" && authorizedParties.includes(azp));
  const isComplete = Object.entries(requiredClaims).every(([name, value]) => payload[name] === value);
  if (!isForUs || !isComplete) throw credentialInvalid();
}

function sessionOf(claim: unknown): string {
  return claim === undefined ? "" : text.parse(claim);
}
