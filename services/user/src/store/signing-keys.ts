// All SQL of the keys that sign access tokens.
import { type AnyDb, statement } from "@souk/db";
import type { JWK } from "jose";

export type StoredKey = {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly sealedPrivateJwk: Buffer;
  readonly createdAt: Date;
};

const list = statement<StoredKey>(
  "list_signing_keys",
  `select kid, public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk", created_at as "createdAt"
   from signing_keys where retired_at is null or retired_at > now() - interval '1 hour' order by created_at desc, kid`,
);
/* Two processes that start at once on an empty table make one key. */
const insertFirst = statement<never, [string, string, Buffer, Date]>(
  "insert_first_signing_key",
  `with turn as materialized (select pg_advisory_xact_lock(hashtext('souk/user/signing-keys')))
   insert into signing_keys (kid, public_jwk, sealed_private_jwk, created_at)
   select $1, $2, $3, $4 from turn where not exists (select from signing_keys)`,
);

/** Newest first: the first signs, all are published. */
export async function listSigningKeys(db: AnyDb): Promise<readonly StoredKey[]> {
  return list.rows(db, []);
}

/** Does nothing where there is a key already. */
export async function insertFirstSigningKey(db: AnyDb, key: StoredKey): Promise<void> {
  await insertFirst.rows(db, [key.kid, JSON.stringify(key.publicJwk), key.sealedPrivateJwk, key.createdAt]);
}
