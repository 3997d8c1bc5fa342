// Gives a passkey another name.
import type { Deps } from "../../deps.ts";
import type { Passkey } from "../domain/passkey.ts";
import { updatePasskeyName } from "../store/passkeys.ts";
import { passkeyNotFound } from "./delete-passkey.ts";

export type RenamePasskey = { readonly id: string; readonly userId: string; readonly name: string };

export async function renamePasskey(deps: Deps, command: RenamePasskey): Promise<Passkey> {
  const renamed = await updatePasskeyName(deps.db, command);
  if (renamed) return renamed;
  throw passkeyNotFound();
}
