// Which providers people may sign in with and which outside issuers' tokens count, as the environment says (handed over by ../config.ts).
import { z } from "zod";

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);
const GITHUB_URL = "https://github.com";
const GITHUB_API_URL = "https://api.github.com";
const GOOGLE_ISSUER = "https://accounts.google.com";
const PROVIDERS_MAX = 20;

const id = z.string().regex(/^[a-z0-9-]{1,40}$/, { error: "must be small letters, digits and hyphens" });
const text = z.string().trim().min(1).max(500);
/** An address that secrets are sent to: encrypted, unless it is this very machine. */
const secureUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith("https:") || LOOPBACK_HOSTS.has(URL.parse(url)?.hostname ?? ""), {
    error: "must be https",
  });
/** Left empty is as good as left out: compose files and charts write empty values. */
const setting = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const OpenIdProviderSettings = z.strictObject({
  id,
  name: text,
  issuer: secureUrl,
  clientId: text,
  /** Left out for a public client, which PKCE alone protects. */
  clientSecret: text.optional(),
  scopes: text.default("openid email profile"),
  /** How the shop proves itself to the provider; most accept both. */
  clientAuthentication: z.enum(["client_secret_basic", "client_secret_post"]).default("client_secret_basic"),
});
export type OpenIdProviderSettings = Readonly<z.infer<typeof OpenIdProviderSettings>>;

const claimNames = z
  .strictObject({
    email: text.default("email"),
    emailVerified: text.default("email_verified"),
    session: text.default("sid"),
  })
  .prefault({});
const OutsideIssuerSettings = z
  .strictObject({
    id,
    name: text,
    issuer: secureUrl,
    /** By default `.well-known/jwks.json` below the issuer. */
    jwksUrl: secureUrl.optional(),
    audience: text.optional(),
    authorizedParties: z.array(text).min(1).optional(),
    claims: claimNames,
    /** Claims that must be there with exactly this value. */
    requiredClaims: z.record(z.string(), z.union([z.string(), z.boolean()])).default({}),
    /** Whether staff have their permissions with such a token. */
    mayBeStaff: z.boolean().default(false),
    /** Whether the issuer asks for a second factor itself, so that we need not. */
    provesSecondFactor: z.boolean().default(false),
  })
  .refine(({ audience, authorizedParties }) => audience !== undefined || authorizedParties !== undefined, {
    error: "needs an audience or authorized parties: a token for somebody else must not open the shop",
  });
export type OutsideIssuerSettings = Readonly<z.infer<typeof OutsideIssuerSettings>>;

export type GitHubSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly url: string;
  readonly apiUrl: string;
};

function listOf<Schema extends z.ZodType>(schema: Schema) {
  const list = z.array(schema).max(PROVIDERS_MAX);
  return setting(
    z
      .string()
      .transform((json, context) => {
        try {
          return JSON.parse(json);
        } catch {
          context.addIssue({ code: "custom", message: "must be a JSON list" });
          return z.NEVER;
        }
      })
      .pipe(list),
  );
}

/** The variables, for ../config.ts. */
export const identityVariables = {
  USER_GOOGLE_CLIENT_ID: setting(text),
  USER_GOOGLE_CLIENT_SECRET: setting(text),
  USER_GITHUB_CLIENT_ID: setting(text),
  USER_GITHUB_CLIENT_SECRET: setting(text),
  /** GitHub Enterprise Server: `https://HOST` and `https://HOST/api/v3`. */
  USER_GITHUB_URL: setting(secureUrl),
  USER_GITHUB_API_URL: setting(secureUrl),
  USER_OIDC_PROVIDERS: listOf(OpenIdProviderSettings),
  USER_OUTSIDE_ISSUERS: listOf(OutsideIssuerSettings),
};
type Values = z.infer<z.ZodObject<typeof identityVariables>>;

export type IdentitySettings = {
  readonly openIdProviders: readonly OpenIdProviderSettings[];
  readonly github: GitHubSettings | undefined;
  readonly outsideIssuers: readonly OutsideIssuerSettings[];
};

export function identitySettings(values: Values): IdentitySettings {
  const google = clientOf("USER_GOOGLE", values.USER_GOOGLE_CLIENT_ID, values.USER_GOOGLE_CLIENT_SECRET);
  const github = clientOf("USER_GITHUB", values.USER_GITHUB_CLIENT_ID, values.USER_GITHUB_CLIENT_SECRET);
  const openIdProviders = [
    ...(google ? [googleSettings(google)] : []),
    ...(values.USER_OIDC_PROVIDERS ?? []),
  ];
  const outsideIssuers = values.USER_OUTSIDE_ISSUERS ?? [];
  refuseTwins("id", [
    ...openIdProviders.map((one) => one.id),
    ...(github ? ["github"] : []),
    ...outsideIssuers.map((one) => one.id),
  ]);
  refuseTwins(
    "issuer",
    outsideIssuers.map(({ issuer }) => issuer),
  );
  return {
    openIdProviders,
    github: github && {
      ...github,
      url: values.USER_GITHUB_URL ?? GITHUB_URL,
      apiUrl: values.USER_GITHUB_API_URL ?? GITHUB_API_URL,
    },
    outsideIssuers,
  };
}

type Client = { readonly clientId: string; readonly clientSecret: string };

function clientOf(prefix: string, clientId?: string, clientSecret?: string): Client | undefined {
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  if (clientId === undefined && clientSecret === undefined) return undefined;
  throw new Error(`${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET are given together or not at all.`);
}

function googleSettings(client: Client): OpenIdProviderSettings {
  return {
    ...client,
    id: "google",
    name: "Google",
    issuer: GOOGLE_ISSUER,
    scopes: "openid email profile",
    clientAuthentication: "client_secret_post",
  };
}

function refuseTwins(what: string, values: readonly string[]): void {
  const twin = values.find((value, index) => values.indexOf(value) !== index);
  if (twin !== undefined) throw new Error(`Two sign-in providers have the ${what} "${twin}".`);
}
