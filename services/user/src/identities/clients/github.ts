// Sign-in with GitHub: OAuth 2.0 with PKCE but without OpenID Connect, so who somebody is comes from its REST API.
// https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
import * as openid from "openid-client";
import { z } from "zod";
import { provenIdentity } from "../domain/proven-identity.ts";
import type { GitHubSettings } from "../config.ts";
import { boundedFetch, type BoundedFetch } from "./bounded-fetch.ts";
import type { IdentityClient } from "./identity-client.ts";
import { answerInvalid, misconfigured, type Provider, refusalOf } from "./provider-refusal.ts";

export const GITHUB_ID = "github";
const GITHUB_NAME = "GitHub";
const API_VERSION = "2022-11-28";
const EMAILS_MAX = 100;
const UNAUTHORIZED = 401;

const User = z.object({ id: z.int(), login: z.string(), name: z.string().nullish() });
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const Faulty = z.object({ error: z.string() });

export function createGitHub(settings: GitHubSettings, log: Provider["log"]): IdentityClient {
  const provider: Provider = { id: GITHUB_ID, name: GITHUB_NAME, log };
  const fetchFrom = boundedFetch(GITHUB_NAME);
  const configuration = configurationOf(settings, fetchFrom);
  const issuer = configuration.serverMetadata().issuer;
  return {
    id: GITHUB_ID,
    name: GITHUB_NAME,
    async authorizationUrl({ state, codeVerifier }, redirectUri) {
      return openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: "read:user user:email",
        state,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
      });
    },
    async redeem({ state, codeVerifier }, answer) {
      const checks = { expectedState: state, pkceCodeVerifier: codeVerifier };
      try {
        const { access_token } = await openid.authorizationCodeGrant(configuration, answer, checks);
        const ask = (path: string) =>
          askApi(`${settings.apiUrl}${path}`, access_token, { provider, fetchFrom });
        const user = User.parse(await ask("/user"));
        const emails = Emails.parse(await ask(`/user/emails?per_page=${EMAILS_MAX}`));
        const primary = emails.find((email) => email.primary);
        return provenIdentity(
          { provider: GITHUB_ID, issuer, subject: String(user.id) },
          {
            email: primary?.email,
            email_verified: primary?.verified,
            name: user.name,
            preferred_username: user.login,
          },
        );
      } catch (error) {
        throw error instanceof z.ZodError
          ? misconfigured("answer_unknown", provider)
          : refusalOf(error, provider);
      }
    },
  };
}

function configurationOf(settings: GitHubSettings, fetchFrom: BoundedFetch): openid.Configuration {
  const { url, clientId, clientSecret } = settings;
  const configuration = new openid.Configuration(
    {
      issuer: `${url}/login/oauth`,
      authorization_endpoint: `${url}/login/oauth/authorize`,
      token_endpoint: `${url}/login/oauth/access_token`,
    },
    clientId,
    undefined,
    openid.ClientSecretPost(clientSecret),
  );
  configuration[openid.customFetch] = async (address, options) => asOAuth(await fetchFrom(address, options));
  if (!url.startsWith("https:")) openid.allowInsecureRequests(configuration);
  return configuration;
}

/** GitHub answers 200 also when it refuses a code; OAuth (RFC 6749, section 5.2) says 400. */
async function asOAuth(answer: Response): Promise<Response> {
  const { headers, status } = answer;
  const text = await answer.text();
  const isFault = status === 200 && Faulty.safeParse(jsonOf(text)).success;
  return new Response(text, { headers, status: isFault ? 400 : status });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Whoever reads it says what is wrong.
  }
}

type Asking = { readonly provider: Provider; readonly fetchFrom: BoundedFetch };

async function askApi(url: string, token: string, { provider, fetchFrom }: Asking): Promise<unknown> {
  const answer = await fetchFrom(url, {
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "Souk",
      "x-github-api-version": API_VERSION,
    },
  });
  if (answer.ok) return jsonOf(await answer.text());
  if (answer.status === UNAUTHORIZED) throw answerInvalid(provider);
  throw misconfigured(`api_${answer.status}`, provider);
}
