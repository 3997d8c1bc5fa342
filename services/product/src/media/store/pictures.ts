// Pictures in the database: what they show and where they come from.
import { statement, type AnyDb, type BatchQuery } from "@souk/db";
import type { CataloguePicture } from "../../catalogue/domain/product.ts";

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
export type CategoryPictureRow = Omit<PictureRow, "product_id" | "position" | "option_value"> & {
  readonly category_id: string;
};

const originalStatement = statement<{ original: string }, readonly [string]>(
  "find_original",
  "select original from pictures where id = $1::uuid",
);
const arrangeStatement = statement<never, readonly [string]>(
  "arrange_pictures",
  `update pictures p set position = r.position, alt = r.alt, option_value = r."optionValue"
     from jsonb_to_recordset($1::jsonb) as r (id uuid, position integer, alt text, "optionValue" text)
    where p.id = r.id`,
);
const deleteStatement = statement<never, readonly [string]>(
  "delete_picture",
  "delete from pictures where id = $1::uuid",
);

/** Where the picture comes from. */
export async function findOriginal(db: AnyDb, id: string): Promise<string | undefined> {
  return (await originalStatement.first(db, [id]))?.original;
}

export function insertPicturesQuery(pictures: readonly (PictureRow | CategoryPictureRow)[]): BatchQuery {
  return {
    sql: `insert into pictures (id, product_id, category_id, position, option_value, alt, width, height, original, content_type,
                                created_at)
          select id, product_id, category_id, coalesce(position, 0), option_value, alt, width, height, original, content_type,
                 created_at
            from jsonb_populate_recordset(null::pictures, $1::jsonb)`,
    parameters: [JSON.stringify(pictures)],
  };
}

/** Writes order, texts and options of pictures that are there. */
export async function updatePictures(db: AnyDb, pictures: readonly CataloguePicture[]): Promise<void> {
  const rows = pictures.map(({ id, alt, optionValue }, position) => ({ id, alt, optionValue, position }));
  await arrangeStatement.rows(db, [JSON.stringify(rows)]);
}

/** The file it came from is looked after: it goes when no other picture has it. */
export async function deletePicture(db: AnyDb, id: string): Promise<void> {
  await deleteStatement.rows(db, [id]);
}
