// Makes a key for a machine, which may do what its maker chose of what they may do. The key itself is given out this once.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { createApiKeySecret } from "../api-key.ts";
import type { Actor } from "../domain/actor.ts";
import { lockUser } from "../store/accounts.ts";
import { type ApiKey, hasLiveApiKeys, insertApiKeyQuery } from "../store/api-keys.ts";
import { presentActor } from "./present-actor.ts";

const LIVE_KEYS_PER_USER_MAX = 100;

export type CreateApiKey = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly actor: Actor & { readonly sessionId: string };
};

export async function createApiKey(
  deps: Deps,
  command: CreateApiKey,
): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
  const { name, expiresAt } = command;
  await requireFreshSession(deps, command.actor);
  const createdAt = deps.now();
  if (expiresAt !== null && expiresAt <= createdAt) throw expiredAlready();
  const { key, prefix, hash } = createApiKeySecret();
  return inTransaction(deps.db, async (tx) => {
    const { userId } = command.actor;
    await lockUser(tx, userId);
    const actor = await presentActor(tx, command.actor, "api_keys:write");
    const scopes = [...new Set(command.scopes)];
    requireOwnScopes(actor, scopes);
    if (await hasLiveApiKeys(tx, { userId, at: createdAt, count: LIVE_KEYS_PER_USER_MAX }))
      throw new Refusal("conflict", "api_keys_too_many", "Revoke keys that are not used any more first.");
    const id = deps.newId();
    const unused = { lastUsedAt: null, revokedAt: null };
    const apiKey = { id, userId, name, prefix, scopes, createdAt, expiresAt, ...unused };
    await runBatch(tx, [
      insertApiKeyQuery(apiKey, hash),
      outboxQuery(StaffActed, {
        actorId: userId,
        action: "api_key.create",
        subjectType: "api_key",
        subjectId: id,
        before: null,
        after: { name, prefix, scopes, expiresAt: expiresAt?.toISOString() ?? null },
        at: createdAt.toISOString(),
      }),
      ...accountMailQueries(deps, {
        userId,
        purpose: "sign_in_method_added",
        value: `the API key “${name}”`,
      }),
    ]);
    return { apiKey, key };
  });
}

function requireOwnScopes({ permissions }: Actor, scopes: readonly string[]): void {
  const beyond = scopes.flatMap((scope, index) => (permissions.has(scope) ? [] : [index]));
  if (beyond.length === 0) return;
  throw new Refusal("forbidden", "scope_above_own", "A key may not do more than its maker.", {
    fields: beyond.map((index) => ({
      pointer: `/scopes/${index}`,
      code: "above_own",
      message: "must be a permission of yours",
    })),
  });
}

function expiredAlready(): Refusal {
  return new Refusal("invalid", "body_invalid", "The body is not valid.", {
    fields: [{ pointer: "/expiresAt", code: "past", message: "must be in the future" }],
  });
}
