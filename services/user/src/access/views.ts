// Roles and API keys as JSON: of a key what names it, never what opens.
import type { ApiKey as ApiKeyView, NewApiKey, Role } from "@souk/contracts";
import type { z } from "zod";
import type { ApiKey } from "./store/api-keys.ts";
import type { VersionedRole } from "./store/roles.ts";

export function toRoleView(role: VersionedRole): z.infer<typeof Role> {
  const { name, description, permissions, builtIn, version } = role;
  return { name, description, permissions: [...permissions], builtIn, version };
}

export function toApiKeyView(apiKey: ApiKey): ApiKeyView {
  const { id, name, prefix, scopes, userId, createdAt, expiresAt, lastUsedAt, revokedAt } = apiKey;
  return {
    id,
    name,
    prefix,
    scopes: [...scopes],
    createdBy: userId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

export function toNewApiKeyView(made: { readonly apiKey: ApiKey; readonly key: string }): NewApiKey {
  return { ...toApiKeyView(made.apiKey), key: made.key };
}
