// Writing categories. What the database refuses (a ring, a taken slug, products that came meanwhile) is told in the words of the edge.
import { statement, type AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { notEmpty, type CatalogueCategory } from "../domain/category.ts";

type Written = readonly [
  string,
  string | null,
  string,
  string,
  string,
  number,
  string | null,
  string | null,
  Date,
];
const slugStatement = statement<never, readonly [string, string]>(
  "insert_category_slug",
  `insert into category_slugs (slug, category_id) values ($1::text, $2::uuid) on conflict do nothing`,
);
const insertStatement = statement<never, Written>(
  "insert_category",
  `insert into categories (id, parent_id, slug, name, description, position, seo_title, seo_description, created_at, updated_at)
   values ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::integer, $7::text, $8::text, $9::timestamptz, $9::timestamptz)`,
);
const updateStatement = statement<never, Written>(
  "update_category",
  `update categories set parent_id = $2::uuid, slug = $3::text, name = $4::text, description = $5::text, position = $6::integer,
          seo_title = $7::text, seo_description = $8::text, updated_at = $9::timestamptz, version = version + 1
    where id = $1::uuid`,
);
const orderStatement = statement<never, readonly [readonly string[], Date]>(
  "order_categories",
  `update categories c set position = r.position, updated_at = $2::timestamptz, version = c.version + 1
     from unnest($1::uuid[]) with ordinality as r (id, position)
    where c.id = r.id and c.position <> r.position`,
);
const pictureStatement = statement<never, readonly [string, string | null, Date]>(
  "set_category_picture",
  `update categories set picture_id = $2::uuid, updated_at = $3::timestamptz, version = version + 1 where id = $1::uuid`,
);
const moveCategoriesStatement = statement<never, readonly [string, string, Date]>(
  "move_categories",
  `update categories set parent_id = $2::uuid, updated_at = $3::timestamptz, version = version + 1 where parent_id = $1::uuid`,
);
const moveProductsStatement = statement<never, readonly [string, string]>(
  "move_products",
  `with moved as (
     update products set category_id = $2::uuid where category_id = $1::uuid returning id
   )
   insert into stale_products (product_id) select id from moved order by id
   on conflict (product_id) do update set marked_at = clock_timestamp()`,
);
const deleteStatement = statement<never, readonly [string]>(
  "delete_category",
  "delete from categories where id = $1::uuid",
);
const slugsStatement = statement<never, readonly [string, string | null]>(
  "hand_on_category_slugs",
  `with handed as (
     update category_slugs set category_id = $2::uuid where category_id = $1::uuid and $2::uuid is not null returning slug
   )
   delete from category_slugs where category_id = $1::uuid and $2::uuid is null`,
);

const toWritten = (category: CatalogueCategory): Written => [
  category.id,
  category.parentId,
  category.slug,
  category.name,
  category.description,
  category.position,
  category.seoTitle,
  category.seoDescription,
  category.updatedAt,
];

export async function insertCategory(db: AnyDb, category: CatalogueCategory): Promise<void> {
  await inWords(async () => {
    await slugStatement.rows(db, [category.slug, category.id]);
    await insertStatement.rows(db, toWritten(category));
  });
}

/** Everything but its picture; the version is the next one. */
export async function updateCategory(db: AnyDb, category: CatalogueCategory): Promise<void> {
  await inWords(async () => {
    await slugStatement.rows(db, [category.slug, category.id]);
    await updateStatement.rows(db, toWritten(category));
  });
}

/** The first is 1; those that stay where they are stay as they are. */
export async function orderCategories(db: AnyDb, ids: readonly string[], at: Date): Promise<void> {
  await orderStatement.rows(db, [ids, at]);
}

export async function setCategoryPicture(
  db: AnyDb,
  { id, pictureId, at }: { readonly id: string; readonly pictureId: string | null; readonly at: Date },
): Promise<void> {
  await pictureStatement.rows(db, [id, pictureId, at]);
}

/** With `moveToId` its products, the categories below it and its slugs become that one's. */
export async function deleteCategory(
  db: AnyDb,
  { id, moveToId, at }: { readonly id: string; readonly moveToId: string | null; readonly at: Date },
): Promise<void> {
  await inWords(async () => {
    if (moveToId !== null) {
      await moveCategoriesStatement.rows(db, [id, moveToId, at]);
      await moveProductsStatement.rows(db, [id, moveToId]);
    }
    await deleteStatement.rows(db, [id]);
    await slugsStatement.rows(db, [id, moveToId]);
  });
}

async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && "code" in error && "constraint" in error)) return undefined;
  if (error.code === "SK101") {
    return parentRefusal("category_cycle", "A category cannot stand below itself.");
  }
  if (error.code === "SK102") {
    return parentRefusal("category_too_deep", "Categories cannot be nested so deeply.");
  }
  switch (error.constraint) {
    case "categories_own_slug":
      return new Refusal("conflict", "slug_taken", "Another category has or had this slug.", {
        fields: [{ pointer: "/slug", code: "slug_taken", message: "is taken" }],
      });
    case "products_category_id_fkey":
      return notEmpty();
    default:
      return undefined;
  }
}

function parentRefusal(code: string, message: string): Refusal {
  return new Refusal("conflict", code, message, { fields: [{ pointer: "/parentId", code, message }] });
}
