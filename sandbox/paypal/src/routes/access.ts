// Who may call: the client's id and secret buy a token, the token opens the API.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { PayPalRefusal, refusal } from "../domain/refusal.ts";

const TOKEN_SECONDS = 32_400;
const TOKEN_BYTES = 48;
const MS_PER_SECOND = 1_000;

export type Credentials = { readonly clientId: string; readonly clientSecret: string };
export type Access = {
  /** For the token and the control routes. */
  requireClient(request: FastifyRequest): void;
  /** For everything else. */
  requireToken(request: FastifyRequest): void;
};

export function createAccess(deps: Deps, { clientId, clientSecret }: Credentials): Access & TokenMaker {
  const basic = digest(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`);
  const tokens = new Map<string, number>();
  return {
    requireClient({ headers }) {
      if (!timingSafeEqual(digest(headers.authorization ?? ""), basic)) throw refusal(401, "INVALID_CLIENT");
    },
    requireToken({ headers }) {
      if (deps.store.spend("revokeTokens")) tokens.clear();
      const until = tokens.get((headers.authorization ?? "").replace(/^Bearer /u, "")) ?? 0;
      if (deps.now().getTime() >= until) throw refusal(401, "INVALID_TOKEN");
    },
    newToken() {
      const token = `A21AA${randomBytes(TOKEN_BYTES).toString("base64url")}`;
      tokens.set(token, deps.now().getTime() + TOKEN_SECONDS * MS_PER_SECOND);
      return { scope: "sandbox", access_token: token, token_type: "Bearer", expires_in: TOKEN_SECONDS };
    },
  };
}

type TokenMaker = { newToken(): unknown };

export function addTokenRoute(app: FastifyInstance, deps: Deps, access: Access & TokenMaker): void {
  app.post("/v1/oauth2/token", (request) => {
    access.requireClient(request);
    if (deps.store.spend("refuseTokens")) throw new PayPalRefusal(500, "INTERNAL_SERVICE_ERROR");
    return access.newToken();
  });
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
