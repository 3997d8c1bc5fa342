// Pictures in the database: what they show and where they come from.
import { statement, type AnyDb, type BatchQuery } from "@souk/db";

export type PictureRow = {
  readonly id: string;
  readonly product_id: string;
  readonly position: number;
  readonly option_value: string | null;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly original: string;
  readonly content_type: string;
  readonly created_at: Date;
};

const originalStatement = statement<{ original: string }, readonly [string]>(
  "find_original",
  "select original from pictures where id = $1::uuid",
);
/** Where the picture comes from. */
export async function findOriginal(db: AnyDb, id: string): Promise<string | undefined> {
  return (await originalStatement.first(db, [id]))?.original;
}

export function insertPicturesQuery(pictures: readonly PictureRow[]): BatchQuery {
  return {
    sql: "insert into pictures select * from jsonb_populate_recordset(null::pictures, $1::jsonb)",
    parameters: [JSON.stringify(pictures)],
  };
}
