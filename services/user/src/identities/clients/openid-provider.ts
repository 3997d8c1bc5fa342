// Sign-in by OpenID Connect: code flow with PKCE, state, nonce and issuer checks (RFC 9700), the ID token's signature checked as well.
import { isRefusal } from "@souk/errors";
import * as openid from "openid-client";
import { z } from "zod";
import { provenIdentity } from "../domain/proven-identity.ts";
import type { OpenIdProviderSettings } from "../config.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import type { IdentityClient } from "./identity-client.ts";
import { misconfigured, type Provider, refusalOf } from "./provider-refusal.ts";
import { remembered } from "./remembered.ts";

/** Endpoints hardly ever change; keys do, and are renewed by the library when an unknown one signs. */
const DESCRIPTION_AGE_MAX_MS = 3_600_000;

/** The library has checked it all; this only says so. */
const Claims = z.looseObject({ iss: z.string(), sub: z.string() });

type Surroundings = { readonly log: Provider["log"]; readonly now: () => Date };

export function createOpenIdProvider(
  settings: OpenIdProviderSettings,
  { log, now }: Surroundings,
): IdentityClient {
  const { id, name, scopes } = settings;
  const provider: Provider = { id, name, log };
  const nowMs = () => now().getTime();
  const configuration = remembered(() => discover(settings, provider), {
    ageMaxMs: DESCRIPTION_AGE_MAX_MS,
    nowMs,
  });
  return {
    id,
    name,
    async authorizationUrl({ state, nonce, codeVerifier }, redirectUri) {
      return openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: scopes,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
      });
    },
    async redeem({ state, nonce, codeVerifier }, answer) {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
      const known = await configuration();
      try {
        const tokens = await openid.authorizationCodeGrant(known, answer, checks);
        const claims = Claims.parse(tokens.claims());
        const { iss: issuer, sub: subject } = claims;
        const told =
          claims.email === undefined ? await askForProfile(known, tokens.access_token, subject) : {};
        return provenIdentity({ provider: id, issuer, subject }, { ...told, ...claims });
      } catch (error) {
        throw refusalOf(error, provider);
      }
    },
  };
}

async function discover(settings: OpenIdProviderSettings, provider: Provider): Promise<openid.Configuration> {
  const { issuer, clientId } = settings;
  const { protocol } = new URL(issuer);
  try {
    const found = await openid.discovery(new URL(issuer), clientId, undefined, authenticationOf(settings), {
      [openid.customFetch]: boundedFetch(provider.name),
      execute: [
        openid.enableNonRepudiationChecks,
        ...(protocol === "https:" ? [] : [openid.allowInsecureRequests]), // This very machine, as config.ts has checked.
      ],
    });
    if (isComplete(found, protocol)) return found;
  } catch (error) {
    const refusal = refusalOf(error, provider);
    // There is no answer of a person yet that could be wrong.
    if (!isRefusal(refusal) || refusal.kind === "unavailable") throw refusal;
  }
  throw misconfigured("description_invalid", provider);
}

function isComplete(configuration: openid.Configuration, protocol: string): boolean {
  const { authorization_endpoint, token_endpoint, jwks_uri } = configuration.serverMetadata();
  return [authorization_endpoint, token_endpoint, jwks_uri].every(
    (url) => url !== undefined && URL.parse(url)?.protocol === protocol,
  );
}

function authenticationOf({ clientSecret, clientAuthentication }: OpenIdProviderSettings): openid.ClientAuth {
  if (clientSecret === undefined) return openid.None();
  return clientAuthentication === "client_secret_post"
    ? openid.ClientSecretPost(clientSecret)
    : openid.ClientSecretBasic(clientSecret);
}

/** Some providers tell the address only when asked for it. */
async function askForProfile(
  configuration: openid.Configuration,
  accessToken: string,
  subject: string,
): Promise<Partial<openid.UserInfoResponse>> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return openid.fetchUserInfo(configuration, accessToken, subject);
}
