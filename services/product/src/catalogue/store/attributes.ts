// Definitions of attributes. Their row of versions is locked by whoever changes them, and shared by whoever checks a product against
// them until that product is written: no product slips in that the new definitions would refuse.
import type { AttributeDefinition } from "@souk/contracts";
import { runBatch, statement, type AnyDb } from "@souk/db";

export type AttributeList = { readonly version: number; readonly items: readonly AttributeDefinition[] };

type Row = {
  code: string;
  label: string;
  kind: AttributeDefinition["kind"];
  unit: string | null;
  choices: string[];
  is_filterable: boolean;
};
const versionOf = (suffix: string): string =>
  `select version from catalogue_versions where name = 'attributes' ${suffix}`;

const versionStatement = statement<{ version: number }>("attributes_version", versionOf(""));
const shareStatement = statement<{ version: number }>("share_attributes", versionOf("for share"));
const lockStatement = statement<{ version: number }>("lock_attributes", versionOf("for update"));
const listStatement = statement<Row>(
  "list_attributes",
  "select code, label, kind, unit, choices, is_filterable from attribute_definitions order by position",
);
const unfitStatement = statement<{ code: string; products: number }, readonly [string]>(
  "unfit_attributes",
  `select d.code, count(*)::integer as products
     from jsonb_to_recordset($1::jsonb) as d (code text, kind text, choices jsonb)
     join products p on p.attributes ? d.code and p.status <> 'archived'
    where not case d.kind
            when 'text' then jsonb_typeof(p.attributes -> d.code) = 'string'
            when 'choice' then jsonb_typeof(p.attributes -> d.code) = 'string' and d.choices ? (p.attributes ->> d.code)
            else jsonb_typeof(p.attributes -> d.code) = d.kind
          end
    group by d.code order by d.code`,
);
const emptyStatement = statement<never>("empty_attributes", "delete from attribute_definitions");
const fillStatement = statement<never, readonly [string]>(
  "fill_attributes",
  `insert into attribute_definitions (code, position, label, kind, unit, choices, is_filterable)
   select r ->> 'code', n, r ->> 'label', r ->> 'kind', r ->> 'unit', coalesce(r -> 'choices', '[]'), (r ->> 'isFilterable')::boolean
     from jsonb_array_elements($1::jsonb) with ordinality as e (r, n)`,
);
const nextStatement = statement<never>(
  "next_attributes",
  "update catalogue_versions set version = version + 1 where name = 'attributes'",
);

export const listAttributes = (db: AnyDb): Promise<AttributeList> => read(db, versionStatement);

/** For checking a product: they stay as they are until the caller's transaction ends. */
export const shareAttributes = (db: AnyDb): Promise<AttributeList> => read(db, shareStatement);

/** For changing them: waits until the products that are being written are written. */
export const lockAttributes = (db: AnyDb): Promise<AttributeList> => read(db, lockStatement);

/** One round trip; the version first, so that the list is never older than it. */
async function read(db: AnyDb, versions: typeof versionStatement): Promise<AttributeList> {
  const [found, rows] = await runBatch(db, [versions.query([]), listStatement.query([])]);
  return { version: found.reduce((_, { version }) => version, 0), items: rows.map(toDefinition) };
}

/** How many products, archived ones apart, have a value that the definitions would refuse. */
export function countUnfit(
  db: AnyDb,
  definitions: readonly AttributeDefinition[],
): Promise<readonly { readonly code: string; readonly products: number }[]> {
  return unfitStatement.rows(db, [JSON.stringify(definitions)]);
}

export async function replaceAttributes(
  db: AnyDb,
  definitions: readonly AttributeDefinition[],
): Promise<void> {
  await runBatch(db, [
    emptyStatement.query([]),
    fillStatement.query([JSON.stringify(definitions)]),
    nextStatement.query([]),
  ]);
}

function toDefinition({ code, label, kind, unit, choices, is_filterable }: Row): AttributeDefinition {
  const named = { code, label, isFilterable: is_filterable };
  switch (kind) {
    case "number":
      return { ...named, kind, unit };
    case "choice":
      return { ...named, kind, choices };
    default:
      return { ...named, kind };
  }
}
