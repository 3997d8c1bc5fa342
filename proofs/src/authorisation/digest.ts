// Whether anything changed: the contents of every table of every service, as one hash each. What the kernel keeps for itself is left out:
// a refused request may leave a key or an attempt there. So is when something was last used: looking is no change.
import { type AnyDb, statement } from "@souk/db";
import type { Stage } from "./stage.ts";

export type Digest = ReadonlyMap<string, string>;

const kernelTables: ReadonlySet<string> = new Set([
  "dead_letters",
  "idempotency_keys",
  "inbox",
  "jobs",
  "migrations",
  "outbox",
  "relay_leases",
  "attempt_levels",
]);

const listTables = statement<{ readonly name: string }>(
  "proof_tables",
  `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
);

/** Work that was put off is done now: what it changes later nobody could tell from what a stranger changed. */
export async function comeToRest({ shop, serviceNames }: Stage): Promise<void> {
  await shop.settled();
  for (const name of serviceNames) await shop.runJobs(name);
}

export async function takeDigest({ shop, serviceNames }: Stage): Promise<Digest> {
  await shop.settled();
  const digests = await Promise.all(
    serviceNames.map(async (name) => {
      const db: AnyDb = shop.db(name);
      const tables = (await listTables.rows(db, [])).filter((table) => !kernelTables.has(table.name));
      return Promise.all(
        tables.map(async (table) => [`${name}.${table.name}`, await hashOf(db, table.name)] as const),
      );
    }),
  );
  return new Map(digests.flat());
}

/** Names of tables come from the catalogue, never from outside. */
async function hashOf(db: AnyDb, table: string): Promise<string> {
  const hashed = statement<{ readonly hash: string | null }>(
    "proof_hash",
    `select md5(string_agg(row, chr(10) order by row)) as hash from (select (to_jsonb(t) - 'last_used_at')::text as row from "${table}" t) rows`,
  );
  return (await hashed.first(db, []))?.hash ?? "";
}

/** The tables that are not what they were. */
export function changedTables(before: Digest, after: Digest): readonly string[] {
  return [...after].filter(([table, hash]) => before.get(table) !== hash).map(([table]) => table);
}
