// All SQL of passkeys and of the ceremonies in which they are made and used.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Passkey } from "../domain/passkey.ts";

const columns = `passkeys.id, passkeys.user_id as "userId", credential_id as "credentialId", public_key as "publicKey",
  transports, name, created_at as "createdAt", last_used_at as "lastUsedAt"`;

const list = statement<Passkey, [string]>(
  "list_passkeys",
  `select ${columns} from passkeys where user_id = $1 order by created_at, id`,
);
const findByCredential = statement<Passkey & { readonly userHandle: Buffer }, [string]>(
  "find_passkey_by_credential",
  `select ${columns}, handle as "userHandle" from passkeys
   join passkey_handles on passkey_handles.user_id = passkeys.user_id where credential_id = $1`,
);
const insert = statement<object, readonly unknown[]>(
  "insert_passkey",
  `insert into passkeys (id, user_id, credential_id, public_key, sign_count, transports, name, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning id`,
);
const countUse = statement<object, [string, number, Date]>(
  "count_passkey_use",
  `update passkeys set sign_count = $2, last_used_at = $3
   where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0)) returning id`,
);
const rename = statement<Passkey, [string, string, string]>(
  "rename_passkey",
  `update passkeys set name = $3 where id = $1 and user_id = $2 returning ${columns}`,
);
const remove = statement<object, [string, string]>(
  "delete_passkey",
  "delete from passkeys where id = $1 and user_id = $2 returning id",
);
const removeAll = statement<never, [string]>(
  "delete_passkeys_of_user",
  "delete from passkeys where user_id = $1",
);
const upsertHandle = statement<{ readonly handle: Buffer }, [string, Buffer]>(
  "upsert_passkey_handle",
  `insert into passkey_handles (user_id, handle) values ($1, $2)
   on conflict (user_id) do update set handle = passkey_handles.handle returning handle`,
);

export async function listPasskeys(db: AnyDb, userId: string): Promise<readonly Passkey[]> {
  return list.rows(db, [userId]);
}

export async function findPasskeyByCredential(db: AnyDb, credentialId: string) {
  return findByCredential.first(db, [credentialId]);
}

/** False where the shop has this credential already. */
export async function insertPasskey(tx: AnyDb, passkey: Passkey & { signCount: number }): Promise<boolean> {
  const { id, userId, credentialId, publicKey, signCount, transports, name, createdAt } = passkey;
  const values = [id, userId, credentialId, publicKey, signCount, transports, name, createdAt];
  return (await insert.rows(tx, values)).length === 1;
}

/** False where the authenticator's count did not grow although it counts. */
export async function countPasskeyUse(
  tx: AnyDb,
  { id, signCount, at }: { readonly id: string; readonly signCount: number; readonly at: Date },
): Promise<boolean> {
  return (await countUse.rows(tx, [id, signCount, at])).length === 1;
}

type OwnPasskey = { readonly id: string; readonly userId: string };

export async function updatePasskeyName(
  db: AnyDb,
  { id, userId, name }: OwnPasskey & { readonly name: string },
): Promise<Passkey | undefined> {
  return rename.first(db, [id, userId, name]);
}

export async function removePasskey(tx: AnyDb, { id, userId }: OwnPasskey): Promise<boolean> {
  return (await remove.rows(tx, [id, userId])).length === 1;
}

export function deletePasskeysOfUserQuery(userId: string): BatchQuery {
  return removeAll.query([userId]);
}

/** The account's handle; `fresh` becomes it where there is none yet. */
export async function ensurePasskeyHandle(db: AnyDb, userId: string, fresh: Buffer): Promise<Buffer> {
  const [row] = await upsertHandle.rows(db, [userId, fresh]);
  return (row as { readonly handle: Buffer }).handle;
}
