// All SQL of API keys.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";

export type ApiKey = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

const columns = `id, user_id as "userId", name, prefix, scopes, created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

const insert = statement<never, readonly unknown[]>(
  "insert_api_key",
  `insert into api_keys (id, user_id, name, prefix, hash, scopes, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
export function insertApiKeyQuery(key: ApiKey, hash: Buffer): BatchQuery {
  const { id, userId, name, prefix, scopes, createdAt, expiresAt } = key;
  return insert.query([id, userId, name, prefix, hash, scopes, createdAt, expiresAt]);
}

const find = statement<ApiKey, [string]>("find_api_key", `select ${columns} from api_keys where id = $1`);
export async function findApiKey(db: AnyDb, id: string): Promise<ApiKey | undefined> {
  return find.first(db, [id]);
}

const findByPrefix = statement<ApiKey & { readonly hash: Buffer }, [string]>(
  "find_api_key_by_prefix",
  `select ${columns}, hash from api_keys where prefix = $1`,
);
export async function findApiKeyByPrefix(db: AnyDb, prefix: string) {
  return findByPrefix.first(db, [prefix]);
}

const list = statement<ApiKey, readonly unknown[]>(
  "list_api_keys",
  `select ${columns} from api_keys where ($1::timestamptz is null or (created_at, id) < ($1, $2::uuid))
   order by created_at desc, id desc limit $3`,
);
export type ApiKeyPage = {
  readonly before: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
};
/** Newest first; one row more than `limit` tells that there is another page. */
export async function listApiKeys(db: AnyDb, { before, limit }: ApiKeyPage): Promise<readonly ApiKey[]> {
  return list.rows(db, [before?.[0] ?? null, before?.[1] ?? null, limit + 1]);
}

const listLive = statement<{ readonly id: string }, readonly unknown[]>(
  "list_live_api_keys_of_user",
  `select id from api_keys where user_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2) limit $3`,
);
/** Whether the user has that many keys that work. */
export async function hasLiveApiKeys(
  db: AnyDb,
  { userId, at, count }: { readonly userId: string; readonly at: Date; readonly count: number },
): Promise<boolean> {
  return (await listLive.rows(db, [userId, at, count])).length === count;
}

const revoke = statement<{ readonly id: string }, [string, Date, string]>(
  "revoke_api_key",
  "update api_keys set revoked_at = $2, revoked_reason = $3 where id = $1 and revoked_at is null returning id",
);
/** False where it was revoked before. */
export async function revokeApiKeyRow(
  db: AnyDb,
  id: string,
  because: { readonly reason: string; readonly at: Date },
): Promise<boolean> {
  return (await revoke.rows(db, [id, because.at, because.reason])).length > 0;
}

const revokeAll = statement<never, [string, Date, string]>(
  "revoke_api_keys_of_user",
  "update api_keys set revoked_at = $2, revoked_reason = $3 where user_id = $1 and revoked_at is null",
);
export function revokeApiKeysOfUserQuery(
  userId: string,
  because: { readonly reason: string; readonly at: Date },
): BatchQuery {
  return revokeAll.query([userId, because.at, because.reason]);
}

const touch = statement<never, [string, Date, Date]>(
  "touch_api_key",
  "update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)",
);
/** Writes only where it was not written since `unlessSince`. */
export async function touchApiKey(
  db: AnyDb,
  id: string,
  { at, unlessSince }: { readonly at: Date; readonly unlessSince: Date },
): Promise<void> {
  await touch.rows(db, [id, at, unlessSince]);
}
