// All SQL of the keys that sign access tokens.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { JWK } from "jose";

export type StoredKey = {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly sealedPrivateJwk: Buffer;
  readonly createdAt: Date;
  /** From then on it signs, until a newer one does. */
  readonly signsAt: Date;
};

const list = statement<StoredKey>(
  "list_signing_keys",
  `select kid, public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk", created_at as "createdAt", signs_at as "signsAt"
   from signing_keys order by signs_at desc, kid`,
);
/* Two processes that start at once on an empty table make one key. */
const insertFirst = statement<never, [string, string, Buffer, Date]>(
  "insert_first_signing_key",
  `with turn as materialized (select pg_advisory_xact_lock(hashtext('souk/user/signing-keys')))
   insert into signing_keys (kid, public_jwk, sealed_private_jwk, created_at, signs_at)
   select $1, $2, $3, $4, $4 from turn where not exists (select from signing_keys)`,
);
const insert = statement<never, [string, string, Buffer, Date, Date]>(
  "insert_signing_key",
  "insert into signing_keys (kid, public_jwk, sealed_private_jwk, created_at, signs_at) values ($1, $2, $3, $4, $5)",
);
const retire = statement<never, [string, Date]>(
  "retire_signing_keys",
  "update signing_keys set retired_at = $2 where kid <> $1 and retired_at is null",
);
const forget = statement<never, [Date]>(
  "delete_expired_signing_keys",
  "delete from signing_keys where retired_at < $1",
);
const lock = statement<never>(
  "lock_signing_keys",
  "select pg_advisory_xact_lock(hashtext('souk/user/signing-keys'))",
);

/** The one that will sign last comes first; all are published. */
export async function listSigningKeys(db: AnyDb): Promise<readonly StoredKey[]> {
  return list.rows(db, []);
}

/** Does nothing where there is a key already. */
export async function insertFirstSigningKey(db: AnyDb, key: Omit<StoredKey, "signsAt">): Promise<void> {
  await insertFirst.rows(db, [key.kid, JSON.stringify(key.publicJwk), key.sealedPrivateJwk, key.createdAt]);
}

/** The new key, and the end of all others at the moment when it signs. */
export function insertSigningKeyQueries(key: StoredKey): readonly BatchQuery[] {
  const { kid, publicJwk, sealedPrivateJwk, createdAt, signsAt } = key;
  return [
    insert.query([kid, JSON.stringify(publicJwk), sealedPrivateJwk, createdAt, signsAt]),
    retire.query([kid, signsAt]),
  ];
}

/** Those that stopped signing before that time. */
export async function deleteSigningKeysRetiredBefore(db: AnyDb, time: Date): Promise<void> {
  await forget.rows(db, [time]);
}

/** Keys are exchanged one after the other. */
export async function lockSigningKeys(db: AnyDb): Promise<void> {
  await lock.rows(db, []);
}
