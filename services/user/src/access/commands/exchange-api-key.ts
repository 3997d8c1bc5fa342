// Gives an access token for an API key: for its maker, as far as the key's scopes and the maker's present permissions both go.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { findUser } from "../../store/users.ts";
import { isKeyOf, prefixOf } from "../api-key.ts";
import { type ApiKey, findApiKeyByPrefix, touchApiKey } from "../store/api-keys.ts";

const LAST_USED_PRECISION_MS = 60_000;

export async function exchangeApiKey(deps: Deps, credential: string): Promise<string> {
  const at = deps.now();
  const apiKey = await findKey(deps, credential);
  const maker = apiKey && isLive(apiKey, at) ? await findUser(deps.db, apiKey.userId) : undefined;
  if (!apiKey || !maker?.active)
    throw new Refusal("unauthenticated", "credential_invalid", "The API key is not valid.");
  const unlessSince = new Date(at.getTime() - LAST_USED_PRECISION_MS);
  if (apiKey.lastUsedAt === null || apiKey.lastUsedAt <= unlessSince)
    await touchApiKey(deps.db, apiKey.id, { at, unlessSince });
  const permissions = apiKey.scopes.filter((scope) => maker.permissions.includes(scope));
  return deps.accessTokens.sign({ ...maker, roles: [], permissions }, apiKey.id, { apiKeyId: apiKey.id });
}

async function findKey(deps: Deps, credential: string): Promise<ApiKey | undefined> {
  const prefix = prefixOf(credential);
  const found = prefix === undefined ? undefined : await findApiKeyByPrefix(deps.db, prefix);
  return found && isKeyOf(found.hash, credential) ? found : undefined;
}

function isLive({ revokedAt, expiresAt }: ApiKey, at: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > at);
}
