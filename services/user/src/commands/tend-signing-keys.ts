// Deletes keys whose last token has expired, and exchanges the one that signs when it is older than the settings allow.
import type { Deps } from "../deps.ts";
import { KEYS_REREAD_MS } from "../signing-keys.ts";
import { deleteSigningKeysRetiredBefore, listSigningKeys } from "../store/signing-keys.ts";
import { ACCESS_TOKEN_SECONDS } from "../tokens.ts";
import { rotateSigningKeys } from "./rotate-signing-keys.ts";

const MS_PER_SECOND = 1000;
/** The last token of a key that stopped signing, what verifiers add for clocks that differ, and a process that read the keys late. */
export const KEY_OVERLAP_MS = ACCESS_TOKEN_SECONDS * MS_PER_SECOND + 4 * KEYS_REREAD_MS;

export async function tendSigningKeys(deps: Deps, ageMaxMs: number | undefined): Promise<void> {
  const at = deps.now();
  await deleteSigningKeysRetiredBefore(deps.db, new Date(at.getTime() - KEY_OVERLAP_MS));
  const [newest] = await listSigningKeys(deps.db);
  const ageMs = at.getTime() - (newest?.createdAt ?? at).getTime();
  if (ageMaxMs !== undefined && ageMs > ageMaxMs) await rotateSigningKeys(deps, {});
  deps.signingKeys.forget();
}
