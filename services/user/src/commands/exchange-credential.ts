// An access token for what else proves somebody; which kind of credential it is shows in how it begins.
import { API_KEY_MARK } from "../access/api-key.ts";
import { exchangeApiKey } from "../access/commands/exchange-api-key.ts";
import type { Deps } from "../deps.ts";
import { exchangeOutsideToken } from "../identities/commands/exchange-outside-token.ts";

export function exchangeCredential(deps: Deps, credential: string): Promise<string> {
  if (credential.startsWith(API_KEY_MARK)) return exchangeApiKey(deps, credential);
  return exchangeOutsideToken(deps, credential);
}
