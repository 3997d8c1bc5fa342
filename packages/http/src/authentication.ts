// Finds out who sent a request, from `Authorization: Bearer` and nothing else: identity headers of clients mean nothing.
import { Refusal } from "@souk/errors";
import { anonymous, type Caller } from "./caller.ts";
import { callerFromClaims, type TokenVerifier } from "./tokens.ts";

const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

const asCaller = (claims: Awaited<ReturnType<TokenVerifier["verify"]>>): Caller => callerFromClaims(claims);

/** The caller, without a promise where the token is known already. A token that is sent must be valid, also where none is needed. */
export function findCaller(
  authorization: string | undefined,
  verifier: TokenVerifier,
): Caller | Promise<Caller> {
  if (authorization === undefined) return anonymous;
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined)
    throw new Refusal("unauthenticated", "token_invalid", "Send Authorization: Bearer <access token>.");
  const claims = verifier.recall(token);
  return claims === undefined ? verifier.verify(token).then(asCaller) : callerFromClaims(claims);
}
