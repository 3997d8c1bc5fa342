// How the environment says who else people may sign in with; what is wrong stops the service before it starts.
import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const needed = { USER_SEAL_SECRET: "a secret that seals only what the tests seal" };
const read = (env: Readonly<Record<string, string>>) => readConfig({ ...needed, ...env }).identities;
const provider = {
  id: "keycloak",
  name: "Keycloak",
  issuer: "https://id.example/realms/shop",
  clientId: "souk",
};
const issuer = {
  id: "clerk",
  name: "Clerk",
  issuer: "https://clerk.example",
  authorizedParties: ["https://shop.example"],
};
const providers = (...list: readonly unknown[]) => ({ USER_OIDC_PROVIDERS: JSON.stringify(list) });
const issuers = (...list: readonly unknown[]) => ({ USER_OUTSIDE_ISSUERS: JSON.stringify(list) });

test("without a word of it nobody is, and empty variables are as good as none", () => {
  const none = { openIdProviders: [], github: undefined, outsideIssuers: [] };
  expect(read({})).toEqual(none);
  expect(
    read({
      USER_GOOGLE_CLIENT_ID: "",
      USER_GOOGLE_CLIENT_SECRET: "",
      USER_OIDC_PROVIDERS: "",
      USER_OUTSIDE_ISSUERS: "",
    }),
  ).toEqual(none);
});

test("Google needs a client alone", () => {
  const { openIdProviders } = read({ USER_GOOGLE_CLIENT_ID: "id", USER_GOOGLE_CLIENT_SECRET: "secret" });
  expect(openIdProviders).toEqual([
    {
      id: "google",
      name: "Google",
      issuer: "https://accounts.google.com",
      clientId: "id",
      clientSecret: "secret",
      scopes: "openid email profile",
      clientAuthentication: "client_secret_post",
    },
  ]);
});

test("GitHub too, and may be an Enterprise Server", () => {
  const client = { USER_GITHUB_CLIENT_ID: "id", USER_GITHUB_CLIENT_SECRET: "secret" };
  expect(read(client).github).toMatchObject({ url: "https://github.com", apiUrl: "https://api.github.com" });
  const own = { USER_GITHUB_URL: "https://git.example", USER_GITHUB_API_URL: "https://git.example/api/v3" };
  expect(read({ ...client, ...own }).github).toMatchObject({ url: "https://git.example" });
});

test("any OpenID issuer can be one, with what most have in common as default", () => {
  expect(read(providers(provider)).openIdProviders).toEqual([
    { ...provider, scopes: "openid email profile", clientAuthentication: "client_secret_basic" },
  ]);
});

test("an outside issuer gives customers alone and proves one factor, unless the shop says more", () => {
  expect(read(issuers(issuer)).outsideIssuers).toEqual([
    {
      ...issuer,
      claims: { email: "email", emailVerified: "email_verified", session: "sid" },
      requiredClaims: {},
      mayBeStaff: false,
      provesSecondFactor: false,
    },
  ]);
});

describe("the service does not start", () => {
  test.each([
    [
      "with half a client",
      { USER_GITHUB_CLIENT_ID: "id" },
      "USER_GITHUB_CLIENT_ID and USER_GITHUB_CLIENT_SECRET",
    ],
    ["with half of another", { USER_GOOGLE_CLIENT_SECRET: "secret" }, "USER_GOOGLE_CLIENT_ID and"],
    ["with a list that is no JSON", { USER_OIDC_PROVIDERS: "[{]" }, "must be a JSON list"],
    ["with something else than a list", { USER_OIDC_PROVIDERS: "{}" }, "USER_OIDC_PROVIDERS"],
    [
      "with secrets sent in the open",
      providers({ ...provider, issuer: "http://id.example" }),
      "must be https",
    ],
    ["with an issuer that is no address", providers({ ...provider, issuer: "id.example" }), "issuer"],
    ["with a word it does not know", providers({ ...provider, secret: "s" }), "secret"],
    [
      "with two of one id",
      providers(provider, { ...provider, issuer: "https://else.example" }),
      'the id "keycloak"',
    ],
    ["with an id that an address cannot have", providers({ ...provider, id: "Key Cloak" }), "small letters"],
    ["with two outside issuers that are one", issuers(issuer, { ...issuer, id: "other" }), "the issuer"],
    [
      "with an outside issuer whose tokens may be for anybody",
      issuers({ ...issuer, authorizedParties: undefined }),
      "audience",
    ],
  ])("%s", (_what, env, words) => {
    expect(() => read(env)).toThrow(words);
  });

  test("with a provider and an outside issuer of the same id", () => {
    expect(() => read({ ...providers(provider), ...issuers({ ...issuer, id: provider.id }) })).toThrow(
      "the id",
    );
  });
});

test("on this very machine an issuer needs no encryption", () => {
  for (const host of ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"]) {
    expect(
      read(providers({ ...provider, issuer: `http://${host}/realms/shop` })).openIdProviders,
    ).toHaveLength(1);
  }
});
