// Begins the exchange of the key that signs access tokens. The new one is published at once and signs when everybody who checks tokens has had
// time to hear of it; the old one stays published until its last token has expired (tend-signing-keys.ts). Nothing breaks in between.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { newKey } from "../signing-keys.ts";
import {
  insertSigningKeyQueries,
  listSigningKeys,
  lockSigningKeys,
  type StoredKey,
} from "../store/signing-keys.ts";

const MINUTE_MS = 60_000;
/**
 * From publishing to signing. Verifiers keep keys for up to 10 minutes (packages/http/src/token-keys.ts), caches in front of
 * /.well-known/jwks.json for 5 (services/gateway/src/routes.ts), our own processes for half a minute.
 */
export const KEY_LEAD_MS = 20 * MINUTE_MS;

export type RotateSigningKeys = {
  /** Nobody where the keys' age says so. */
  readonly actorId?: string;
};

export async function rotateSigningKeys(deps: Deps, { actorId }: RotateSigningKeys): Promise<StoredKey> {
  const at = deps.now();
  const made = { ...(await newKey(deps.seal, at)), signsAt: new Date(at.getTime() + KEY_LEAD_MS) };
  await inTransaction(deps.db, async (tx) => {
    await lockSigningKeys(tx);
    const [newest] = await listSigningKeys(tx);
    if (newest && newest.signsAt > at) throw rotationUnderWay(newest);
    const change = { before: { kid: newest?.kid }, after: { kid: made.kid }, at: at.toISOString() };
    const acted = {
      action: "signing_keys.rotate",
      subjectType: "signing_key",
      subjectId: made.kid,
      ...change,
    };
    await runBatch(tx, [
      ...insertSigningKeyQueries(made),
      ...(actorId === undefined ? [] : [outboxQuery(StaffActed, { actorId, ...acted })]),
    ]);
  });
  deps.signingKeys.forget();
  return made;
}

function rotationUnderWay({ signsAt }: StoredKey): Refusal {
  const message = `The newest key has not begun to sign yet; it will at ${signsAt.toISOString()}.`;
  return new Refusal("conflict", "rotation_under_way", message);
}
