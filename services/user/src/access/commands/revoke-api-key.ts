// Ends an API key. Services that exchanged it a moment ago go on for at most 30 seconds; revoking one that has ended changes nothing.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { findApiKey, revokeApiKeyRow } from "../store/api-keys.ts";
import { presentActor } from "./present-actor.ts";

export type RevokeApiKey = { readonly id: string; readonly actor: Actor };

export async function revokeApiKey(deps: Deps, { id, actor }: RevokeApiKey): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await presentActor(tx, actor, "api_keys:write");
    const apiKey = await findApiKey(tx, id);
    if (!apiKey) throw new Refusal("not_found", "api_key_not_found", "There is no such API key.");
    const at = deps.now();
    if (!(await revokeApiKeyRow(tx, id, { reason: "revoked", at }))) return;
    await publish(tx, StaffActed, {
      actorId: actor.userId,
      action: "api_key.revoke",
      subjectType: "api_key",
      subjectId: id,
      before: { revoked: false },
      after: { revoked: true, name: apiKey.name, prefix: apiKey.prefix },
      at: at.toISOString(),
    });
  });
}
