// All SQL of moving what is sealed to a newer key. Names of tables and columns come from the code (sealed-columns.ts), never from outside.
import type { AnyDb } from "@souk/db";
import { sql } from "kysely";

export type SealedPlace = { readonly table: string; readonly idColumn: string; readonly column: string };
export type SealedValue = { readonly id: string; readonly sealed: Buffer };

/** What does not begin with the id of the newest key. */
export async function listSealedOtherwise(
  db: AnyDb,
  { table, idColumn, column }: SealedPlace,
  { keyId, limit }: { readonly keyId: Buffer; readonly limit: number },
): Promise<readonly SealedValue[]> {
  const { rows } = await sql<SealedValue>`
    select ${sql.ref(idColumn)}::text as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} is not null and substring(${sql.ref(column)} from 1 for ${keyId.length}) <> ${keyId}
    order by ${sql.ref(idColumn)} limit ${limit}`.execute(db);
  return rows;
}

/** Leaves alone what somebody changed since it was read. */
export async function replaceSealedValue(
  db: AnyDb,
  { table, idColumn, column }: SealedPlace,
  { id, before, after }: { readonly id: string; readonly before: Buffer; readonly after: Buffer },
): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${after}
    where ${sql.ref(idColumn)}::text = ${id} and ${sql.ref(column)} = ${before}`.execute(db);
}
