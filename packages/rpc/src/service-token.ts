// Who is calling: a short-lived token that a service signs for itself and every other service checks.
import { jwtVerify, SignJWT } from "jose";
import { Refusal } from "@souk/errors";
import {
  SERVICE_SECRET_BYTES_MIN,
  SERVICE_TOKEN_LIFETIME_SECONDS,
  SERVICE_TOKEN_RENEWAL_SECONDS,
  VERIFIED_TOKENS_MAX,
} from "./limits.ts";

const TOKEN_TYPE = "souk-service+jwt";
const AUDIENCE = "souk-rpc";
const ALGORITHM = "HS256";

/** The service on the other side of a call. */
export type ServiceIdentity = { readonly service: string };

/** Gives the caller's own token; at once where the last one is still good. */
export type ServiceTokenIssuer = () => string | Promise<string>;

/** Says who signed a token, or refuses it; at once where the same token was checked before. */
export type ServiceTokenVerifier = (token: string) => ServiceIdentity | Promise<ServiceIdentity>;

/** Signs tokens for one service with the secret that all services share, a new one shortly before the last one ends. */
export function createServiceTokenIssuer(options: {
  service: string;
  secret: Uint8Array;
  now?: () => Date;
}): ServiceTokenIssuer {
  const { service, now = currentTime } = options;
  const secret = parseSecret(options.secret);
  let token: string | undefined;
  let renewAtMs = 0;
  let renewal: Promise<string> | undefined;

  const renew = async (): Promise<string> => {
    const issuedAtSeconds = Math.floor(now().getTime() / 1_000);
    const fresh = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: TOKEN_TYPE })
      .setIssuer(service)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(issuedAtSeconds + SERVICE_TOKEN_LIFETIME_SECONDS)
      .sign(secret);
    token = fresh;
    renewAtMs = (issuedAtSeconds + SERVICE_TOKEN_LIFETIME_SECONDS - SERVICE_TOKEN_RENEWAL_SECONDS) * 1_000;
    return fresh;
  };

  return () => {
    if (token !== undefined && now().getTime() < renewAtMs) return token;
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
}

/** Checks tokens against the shared secret. A good token is remembered until it ends, so that a call costs a look-up. */
export function createServiceTokenVerifier(options: {
  secret: Uint8Array;
  now?: () => Date;
}): ServiceTokenVerifier {
  const { now = currentTime } = options;
  const secret = parseSecret(options.secret);
  const verified = new Map<string, { identity: ServiceIdentity; expiresAtMs: number }>();

  const verify = async (token: string): Promise<ServiceIdentity> => {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: [ALGORITHM],
      typ: TOKEN_TYPE,
      audience: AUDIENCE,
      requiredClaims: ["iss", "exp"],
      currentDate: now(),
    }).catch((error: unknown) => {
      throw new Refusal(
        "unauthenticated",
        "service_token_invalid",
        "The calling service could not be identified.",
        { cause: error },
      );
    });
    const identity = { service: String(payload.iss) };
    if (verified.size >= VERIFIED_TOKENS_MAX) verified.clear();
    verified.set(token, { identity, expiresAtMs: Number(payload.exp) * 1_000 });
    return identity;
  };

  return (token) => {
    const known = verified.get(token);
    if (known !== undefined && now().getTime() < known.expiresAtMs) return known.identity;
    return verify(token);
  };
}

function parseSecret(secret: Uint8Array): Uint8Array {
  if (secret.byteLength >= SERVICE_SECRET_BYTES_MIN) return secret;
  throw new Error(`The secret of service tokens needs at least ${SERVICE_SECRET_BYTES_MIN} bytes.`);
}

function currentTime(): Date {
  return new Date();
}
