// The rows of idempotency keys: begun, looked at, completed and released in one round trip each, all by the database's clock.
import { statement, type AnyDb } from "@souk/db";

export type KeyIdentity = { readonly principal: string; readonly route: string; readonly key: string };
/** A key and the proof that we are the ones to answer. */
export type HeldKey = KeyIdentity & { readonly leaseToken: string };
export type StoredAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
export type KeyState = {
  readonly fingerprint: Buffer;
  readonly resourceId: string;
  readonly isMine: boolean;
  readonly hasLeaseEnded: boolean;
  readonly answer: StoredAnswer | undefined;
};
export type Beginning = {
  readonly fingerprint: Buffer;
  readonly resourceId: string;
  readonly leaseToken: string;
  readonly leaseMs: number;
};

type Row = {
  fingerprint: Buffer;
  resource_id: string;
  is_mine: boolean;
  has_lease_ended: boolean;
} & ({ status: null } | { status: number; headers: Record<string, string>; body: Buffer }); // A check of the table says so.

// The update touches nothing but an abandoned lease; it is there so that the conflicting row is locked and comes back in the same round trip.
const beginStatement = statement<Row, readonly [string, string, string, Buffer, string, string, number]>(
  "http.begin_idempotency_key",
  `insert into idempotency_keys as known (principal, route, key, fingerprint, resource_id, lease_token, leased_until)
   values ($1, $2, $3, $4, $5, $6, clock_timestamp() + $7::double precision * interval '1 millisecond')
   on conflict (principal, route, key) do update set
     lease_token = case when known.status is null and known.fingerprint = excluded.fingerprint and known.leased_until <= clock_timestamp()
       then excluded.lease_token else known.lease_token end,
     leased_until = case when known.status is null and known.fingerprint = excluded.fingerprint and known.leased_until <= clock_timestamp()
       then excluded.leased_until else known.leased_until end
   returning fingerprint, resource_id, lease_token = $6 as is_mine, false as has_lease_ended, status, headers, body`,
);

const findStatement = statement<Row, readonly [string, string, string]>(
  "http.find_idempotency_key",
  `select fingerprint, resource_id, false as is_mine, leased_until <= clock_timestamp() as has_lease_ended, status, headers, body
   from idempotency_keys where principal = $1 and route = $2 and key = $3`,
);

const completeStatement = statement<
  { key: string },
  readonly [string, string, string, string, number, string, Buffer]
>(
  "http.complete_idempotency_key",
  `update idempotency_keys set status = $5, headers = $6::jsonb, body = $7, completed_at = clock_timestamp(), leased_until = clock_timestamp()
   where principal = $1 and route = $2 and key = $3 and lease_token = $4 and status is null
   returning key`,
);

const releaseStatement = statement<{ key: string }, readonly [string, string, string, string]>(
  "http.release_idempotency_key",
  `update idempotency_keys set leased_until = clock_timestamp()
   where principal = $1 and route = $2 and key = $3 and lease_token = $4 and status is null
   returning key`,
);

const endLeasesStatement = statement<{ key: string }>(
  "http.end_idempotency_leases",
  `update idempotency_keys set leased_until = clock_timestamp() where status is null and leased_until > clock_timestamp() returning key`,
);

const deleteStatement = statement<{ key: string }, readonly [number, number]>(
  "http.delete_idempotency_keys",
  `delete from idempotency_keys where (principal, route, key) in (
     select principal, route, key from idempotency_keys
     where created_at < clock_timestamp() - $1::double precision * interval '1 hour' order by created_at limit $2 for update skip locked
   ) returning key`,
);

function toKeyState(row: Row): KeyState {
  return {
    fingerprint: row.fingerprint,
    resourceId: row.resource_id,
    isMine: row.is_mine && row.status === null,
    hasLeaseEnded: row.has_lease_ended,
    answer: row.status === null ? undefined : { status: row.status, headers: row.headers, body: row.body },
  };
}

/** Claims the key, or takes it over from who died, or says what is known about it. */
export async function beginKey(
  db: AnyDb,
  { principal, route, key }: KeyIdentity,
  beginning: Beginning,
): Promise<KeyState> {
  const { fingerprint, resourceId, leaseToken, leaseMs } = beginning;
  const [row] = await beginStatement.rows(db, [
    principal,
    route,
    key,
    fingerprint,
    resourceId,
    leaseToken,
    leaseMs,
  ]);
  return toKeyState(row as Row); // An upsert without a condition returns its row.
}

export async function findKey(
  db: AnyDb,
  { principal, route, key }: KeyIdentity,
): Promise<KeyState | undefined> {
  const row = await findStatement.first(db, [principal, route, key]);
  return row === undefined ? undefined : toKeyState(row);
}

/** False when the lease went to somebody else meanwhile. */
export async function completeKey(
  db: AnyDb,
  { principal, route, key, leaseToken }: HeldKey,
  answer: StoredAnswer,
): Promise<boolean> {
  const { status, headers, body } = answer;
  const rows = await completeStatement.rows(db, [
    principal,
    route,
    key,
    leaseToken,
    status,
    JSON.stringify(headers),
    body,
  ]);
  return rows.length === 1;
}

/** Lets the next retry run the handler again, with the same resource id. */
export async function releaseKey(db: AnyDb, { principal, route, key, leaseToken }: HeldKey): Promise<void> {
  await releaseStatement.rows(db, [principal, route, key, leaseToken]);
}

/** Deletes one batch; gives back how many. */
export async function deleteKeys(db: AnyDb, olderThanHours: number, batchMax: number): Promise<number> {
  return (await deleteStatement.rows(db, [olderThanHours, batchMax])).length;
}

/** Gives back how many leases were ended. */
export async function endLeases(db: AnyDb): Promise<number> {
  return (await endLeasesStatement.rows(db, [])).length;
}
