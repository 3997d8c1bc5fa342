// Speaks GitHub's documented protocol on the loopback interface: the OAuth web flow with PKCE, and the two questions of its REST API.
// https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps, https://docs.github.com/en/rest/users
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export const GITHUB_CLIENT = {
  clientId: "Iv1.0123456789abcdef",
  clientSecret: "a secret of the shop at GitHub",
};

export type GitHubUser = {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly emails: readonly {
    readonly email: string;
    readonly primary: boolean;
    readonly verified: boolean;
  }[];
};
type Reply = { readonly status: number; readonly body: string };
export type GitHubServer = {
  readonly url: string;
  /** The person agrees on GitHub's page; gives the address that the browser is sent to. */
  authorize(redirectUrl: string, user: GitHubUser): URL;
  /** Replies so to a path from now on; `undefined` as it should. */
  replyTo(path: string, reply: Reply | undefined): void;
  close(): Promise<void>;
};
type Grant = {
  readonly user: GitHubUser;
  readonly challenge: string | null;
  readonly redirectUri: string | null;
};

export async function startGitHubServer(): Promise<GitHubServer> {
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, GitHubUser>();
  const replies = new Map<string, Reply>();

  const exchange = (form: URLSearchParams): Reply => {
    const isClient =
      form.get("client_id") === GITHUB_CLIENT.clientId &&
      form.get("client_secret") === GITHUB_CLIENT.clientSecret;
    if (!isClient) return json({ error: "incorrect_client_credentials" });
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || proof !== grant.challenge || form.get("redirect_uri") !== grant.redirectUri)
      return json({
        error: "bad_verification_code",
        error_description: "The code passed is incorrect or expired.",
      });
    const token = `gho_${randomUUID()}`;
    tokens.set(token, grant.user);
    return json({ access_token: token, scope: "read:user,user:email", token_type: "bearer" });
  };
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { pathname } = new URL(request.url ?? "/", "http://github");
    const scripted = replies.get(pathname);
    if (scripted) return scripted;
    if (pathname === "/login/oauth/access_token") return exchange(new URLSearchParams(await bodyOf(request)));
    const user = tokens.get(request.headers.authorization?.replace("Bearer ", "") ?? "");
    if (!user || request.headers["user-agent"] === undefined)
      return json({ message: "Bad credentials" }, 401);
    const { emails, ...profile } = user;
    return json(pathname === "/user" ? profile : emails);
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorize(redirectUrl, user) {
      const asked = new URL(redirectUrl).searchParams;
      const code = randomUUID();
      grants.set(code, {
        user,
        challenge: asked.get("code_challenge"),
        redirectUri: asked.get("redirect_uri"),
      });
      const back = new URL(asked.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", asked.get("state") ?? "");
      return back;
    },
    replyTo(path, reply) {
      if (reply) replies.set(path, reply);
      else replies.delete(path);
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function json(body: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(body) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
