// REST of keys for machines.
import { ApiKeyListQuery, ApiKeyPage, CreateApiKeyBody, IdParams, NewApiKey } from "@souk/contracts";
import { json, noContent, route, type Route, staff } from "@souk/http";
import type { Deps } from "../deps.ts";
import { createApiKey } from "./commands/create-api-key.ts";
import { revokeApiKey } from "./commands/revoke-api-key.ts";
import { pageOfFound, placeOf } from "./pages.ts";
import { listApiKeys } from "./store/api-keys.ts";
import { toApiKeyView, toNewApiKeyView } from "./views.ts";

const tags = ["api keys"];

export function apiKeyRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /api-keys",
      {
        tags,
        summary: "API keys, newest first",
        access: staff("api_keys:read"),
        ownership: "any with api_keys:read; never the key itself",
        query: ApiKeyListQuery,
        response: ApiKeyPage,
      },
      async ({ query: { limit, cursor } }) =>
        pageOfFound(await listApiKeys(deps.db, { before: placeOf(cursor), limit }), limit, toApiKeyView),
    ),
    route(
      "POST /api-keys",
      {
        tags,
        summary: "Make an API key, shown this once; the session must be fresh",
        access: staff("api_keys:write"),
        ownership: "within the caller's own permissions",
        body: CreateApiKeyBody,
        response: NewApiKey,
        status: 201,
        idempotency: "none",
      },
      async ({ body: { name, scopes, expiresAt }, caller }) => {
        const expiry = expiresAt === undefined ? null : new Date(expiresAt);
        const made = await createApiKey(deps, { name, scopes, expiresAt: expiry, actor: caller });
        return json(toNewApiKeyView(made), { status: 201, headers: { "cache-control": "no-store" } });
      },
    ),
    route(
      "DELETE /api-keys/:id",
      {
        tags,
        summary: "Revoke an API key",
        access: staff("api_keys:write"),
        ownership: "any with api_keys:write",
        params: IdParams,
        status: 204,
      },
      async ({ params, caller }) => {
        await revokeApiKey(deps, { id: params.id, actor: caller });
        return noContent();
      },
    ),
  ];
}
