// All SQL of the audit log. Appending takes a lock, so that each entry is chained to the one really before it.
import { type AnyDb, statement } from "@souk/db";
import { type AuditEntry, type AuditFacts, CHAIN_START, hashOf } from "../domain/audit-entry.ts";

type Row = Omit<AuditEntry, "at"> & { readonly at: Date };
const columns = `position, id, actor_id as "actorId", action, subject_type as "subjectType", subject_id as "subjectId", before, after, at, hash`;

const lock = statement<never>("lock_audit", "select pg_advisory_xact_lock(hashtext('souk/admin/audit'))");
const findLast = statement<{ readonly position: number; readonly hash: string }>(
  "find_last_audit_entry",
  "select position, hash from audit_entries order by position desc limit 1",
);
const insert = statement<never, readonly unknown[]>(
  "insert_audit_entry",
  `insert into audit_entries (position, id, actor_id, action, subject_type, subject_id, before, after, at, hash)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const list = statement<Row, readonly unknown[]>(
  "list_audit_entries",
  `select ${columns} from audit_entries
   where ($1::text is null or subject_id = $1) and ($2::uuid is null or actor_id = $2) and ($3::bigint is null or position < $3)
   order by position desc limit $4`,
);
const listFrom = statement<Row, [number, number]>(
  "list_audit_entries_from",
  `select ${columns} from audit_entries where position > $1 order by position limit $2`,
);

/** Must run in a transaction: the lock lasts until its end. */
export async function appendAuditEntry(tx: AnyDb, facts: AuditFacts): Promise<void> {
  await lock.rows(tx, []);
  const last = await findLast.first(tx, []);
  const position = (last?.position ?? 0) + 1;
  const hash = hashOf(last?.hash ?? CHAIN_START, position, facts);
  const { id, actorId, action, subjectType, subjectId, before, after, at } = facts;
  await insert.rows(tx, [
    position,
    id,
    actorId,
    action,
    subjectType,
    subjectId,
    JSON.stringify(before ?? null),
    JSON.stringify(after ?? null),
    at,
    hash,
  ]);
}

export type AuditFilter = {
  readonly subjectId: string | undefined;
  readonly actorId: string | undefined;
  readonly beforePosition: number | undefined;
  readonly limit: number;
};

/** Newest first; one row more than `limit` tells that there is another page. */
export async function listAuditEntries(db: AnyDb, filter: AuditFilter): Promise<readonly AuditEntry[]> {
  const { subjectId, actorId, beforePosition, limit } = filter;
  const rows = await list.rows(db, [subjectId ?? null, actorId ?? null, beforePosition ?? null, limit + 1]);
  return rows.map(toEntry);
}

/** Oldest first, after a position: for verifying the chain in bounded steps. */
export async function listAuditChain(
  db: AnyDb,
  afterPosition: number,
  limit: number,
): Promise<readonly AuditEntry[]> {
  return (await listFrom.rows(db, [afterPosition, limit])).map(toEntry);
}

function toEntry(row: Row): AuditEntry {
  return { ...row, at: row.at.toISOString() };
}
