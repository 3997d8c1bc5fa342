// The SQL of what staff edit as a whole, each edit a new version: tax zones, shipping zones and methods, promotions. One table each.
import { type AnyDb, statement } from "@souk/db";

/** A field of the content, the column it is kept in, and the column's type. */
export type Column = {
  readonly column: string;
  readonly type: "text" | "integer" | "boolean" | "jsonb" | "uuid" | "timestamptz";
};

export type VersionedRow<Content> = {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly content: Content;
};
export type RowPlace = { readonly createdAt: string; readonly id: string };
export type RowPage = {
  readonly after: RowPlace | undefined;
  readonly limit: number;
  /** Only of tables with a status. */
  readonly status?: string | undefined;
};
export type NewVersion<Content> = {
  readonly id: string;
  readonly content: Content;
  readonly at: Date;
};

export type VersionedRows<Content> = {
  /** The newest first; one more than the limit where there are more. */
  list(db: AnyDb, page: RowPage): Promise<readonly VersionedRow<Content>[]>;
  find(db: AnyDb, id: string): Promise<VersionedRow<Content> | undefined>;
  /** Locked until the transaction ends. */
  lock(db: AnyDb, id: string): Promise<VersionedRow<Content> | undefined>;
  /** Inserts it, or replaces its content as the next version. */
  save(db: AnyDb, row: NewVersion<Content>): Promise<void>;
  remove(db: AnyDb, id: string): Promise<void>;
};

const UTC_TIMESTAMP = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

type Table = { readonly table: string; readonly idType: "uuid" | "text" };

export function versionedRows<Content>(
  table: Table,
  columns: Readonly<Record<keyof Content & string, Column>>,
): VersionedRows<Content> {
  const fields: readonly Field[] = Object.entries(columns);
  const reads = readStatements<Content>(table, fields);
  const writes = writeStatements<Content>(table, fields);
  return {
    list: (db, { after, limit, status }) =>
      reads.list.rows(db, [after?.createdAt ?? null, after?.id ?? null, limit, status ?? null]),
    find: (db, id) => reads.find.first(db, [id]),
    lock: (db, id) => reads.lock.first(db, [id]),
    async save(db, { id, content, at }) {
      await writes.save.rows(db, [id, JSON.stringify(content), at]);
    },
    async remove(db, id) {
      await writes.remove.rows(db, [id]);
    },
  };
}

type Field = readonly [name: string, column: Column];

function readStatements<Content>({ table, idType }: Table, fields: readonly Field[]) {
  const content = fields.map(([name, column]) => `'${name}', ${asJson(column)}`).join(", ");
  const row = `id, version, created_at as "createdAt", updated_at as "updatedAt", jsonb_build_object(${content}) as content`;
  const hasStatus = fields.some(([name]) => name === "status");
  type Page = readonly [string | null, string | null, number, string | null];
  const one = (verb: string, lock: string) =>
    statement<VersionedRow<Content>, readonly [string]>(
      `${verb}_${table}`,
      `select ${row} from ${table} where id = $1::${idType} ${lock}`,
    );
  return {
    find: one("find", ""),
    lock: one("lock", "for update"),
    list: statement<VersionedRow<Content>, Page>(
      `list_${table}`,
      `select ${row} from ${table}
        where ($1::timestamptz is null or (created_at, id) < ($1::timestamptz, $2::${idType}))
          and ($4::text is null ${hasStatus ? "or status = $4::text" : ""})
        order by created_at desc, id desc limit $3::integer`,
    ),
  };
}

function writeStatements<Content>({ table, idType }: Table, fields: readonly Field[]) {
  const columns = fields.map(([, { column }]) => column).join(", ");
  const values = fields.map(([name]) => `r."${name}"`).join(", ");
  const types = fields.map(([name, { type }]) => `"${name}" ${type}`).join(", ");
  const changes = fields.map(([, { column }]) => `${column} = excluded.${column}`).join(", ");
  return {
    save: statement<Content, readonly [string, string, Date]>(
      `save_${table}`,
      `insert into ${table} (id, ${columns}, created_at, updated_at)
       select $1::${idType}, ${values}, $3::timestamptz, $3::timestamptz from jsonb_to_record($2::jsonb) as r (${types})
       on conflict (id) do update set version = ${table}.version + 1, updated_at = excluded.updated_at, ${changes}`,
    ),
    remove: statement<Content, readonly [string]>(
      `remove_${table}`,
      `delete from ${table} where id = $1::${idType}`,
    ),
  };
}

/** Times as the contracts write them. */
function asJson({ column, type }: Column): string {
  return type === "timestamptz" ? `to_char(${column} at time zone 'UTC', ${UTC_TIMESTAMP})` : column;
}
