// A real OpenID provider (oidc-provider, PKCE enforced) for tests and journeys: people sign in on its page, or by HTTP as a browser would.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import type Provider from "oidc-provider";
import { signInPage } from "./identity-provider-page.ts";
import { createStorage } from "./identity-provider-storage.ts";
import { walkThrough } from "./identity-provider-visitor.ts";

const ALGORITHM = "RS256";
const KEY_ID = "identity-provider";
const CLIENT_ID = "souk-shop";
const SECRET_BYTES = 24;
const TOKEN_SECONDS = 300;
const TTL_SECONDS = 600;
/** Where Souk lets providers send the browser back to. */
const CALLBACK_PATH = "/sign-in/callback/";

/** Somebody with an account at the provider. */
export type ProviderPerson = {
  readonly subject: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly name?: string;
};

export type IdentityProvider = {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** They sign in on the provider's page by typing their subject into "Account". */
  addPerson(person: ProviderPerson): ProviderPerson;
  /** Goes through the provider's pages; gives the address at the shop that the provider sends the browser back to. */
  signIn(redirectUrl: string, person: ProviderPerson): Promise<URL>;
  /** Presses "Cancel" instead. */
  decline(redirectUrl: string): Promise<URL>;
  /** A token as this issuer signs it, for shops that accept tokens of an outside issuer; `iat` and `exp` are set where missing. */
  signToken(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** How often a path of the provider was asked for, such as `/jwks`. */
  requests(path: string): number;
  /** While true, every answer is 500. */
  setBroken(isBroken: boolean): void;
  close(): Promise<void>;
};

/** Starts the provider on a free port of the loopback interface; close it in `afterAll`. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { server, issuer } = await listen();
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: ALGORITHM, use: "sig" };
  const clientSecret = randomBytes(SECRET_BYTES).toString("base64url");
  const people = new Map<string, ProviderPerson>();
  const provider = await createProvider({ issuer, jwk, clientSecret, people });
  const asked = new Map<string, number>();
  let isBroken = false;
  const answer = createHandler(provider, people);
  server.on("request", (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    if (isBroken) response.writeHead(500).end();
    else void answer(request, response);
  });
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    clientId: CLIENT_ID,
    clientSecret,
    addPerson(person) {
      people.set(person.subject, person);
      return person;
    },
    signIn: (redirectUrl, { subject }) => walkThrough(redirectUrl, { subject, decision: "continue" }),
    decline: (redirectUrl) => walkThrough(redirectUrl, { subject: "", decision: "cancel" }),
    signToken(claims, header) {
      const issuedAt = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: issuer, iat: issuedAt, exp: issuedAt + TOKEN_SECONDS, ...claims })
        .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID, typ: "JWT", ...header })
        .sign(privateKey);
    },
    requests: (path) => asked.get(path) ?? 0,
    setBroken(value) {
      isBroken = value;
    },
    close: () => close(server),
  };
}

async function listen(): Promise<{ server: Server; issuer: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { server, issuer: `http://127.0.0.1:${port}` };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

type Setup = {
  readonly issuer: string;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly clientSecret: string;
  readonly people: ReadonlyMap<string, ProviderPerson>;
};

async function createProvider({ issuer, jwk, clientSecret, people }: Setup): Promise<Provider> {
  // Loaded when it is wanted: most tests want none, and it is large.
  const { default: OpenIdProvider } = await import("oidc-provider");
  const provider = new OpenIdProvider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        redirect_uris: [`http://127.0.0.1${CALLBACK_PATH}any`],
      },
    ],
    adapter: createStorage(),
    ttl: {
      AccessToken: TTL_SECONDS,
      Grant: TTL_SECONDS,
      IdToken: TTL_SECONDS,
      Interaction: TTL_SECONDS,
      Session: TTL_SECONDS,
    },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: [randomBytes(SECRET_BYTES).toString("hex")] },
    jwks: { keys: [jwk] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => claimsOf(people.get(subject) ?? { subject }),
    }),
    // Whoever signs in agrees: consent is the provider's affair and not what is tested.
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  // The shop's port is not known yet, and Souk has one callback for each provider.
  provider.Client.prototype.redirectUriAllowed = (uri: string) =>
    new URL(uri).pathname.startsWith(CALLBACK_PATH);
  return provider;
}

function claimsOf({ subject, email, emailVerified, name }: ProviderPerson) {
  return { sub: subject, email, email_verified: emailVerified, name };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createHandler(provider: Provider, people: ReadonlyMap<string, ProviderPerson>): Handler {
  const answerAsProvider = provider.callback();
  return async (request, response) => {
    if (!request.url?.startsWith("/interaction/")) {
      await answerAsProvider(request, response);
      return;
    }
    if (request.method !== "POST") {
      sendPage(response, 200, signInPage(""));
      return;
    }
    const form = new URLSearchParams(await text(request));
    const subject = form.get("subject") ?? "";
    if (form.get("decision") === "cancel") {
      const result = { error: "access_denied", error_description: "cancelled by the person" };
      await provider.interactionFinished(request, response, result);
    } else if (people.has(subject)) {
      await provider.interactionFinished(request, response, { login: { accountId: subject } });
    } else {
      sendPage(response, 400, signInPage("There is no such account."));
    }
  };
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page);
}
