// REST of the tree of categories: everybody reads it, staff change it.
import {
  CategoryBody,
  CategoryDetails,
  CategoryList,
  CategoryOrderBody,
  CategoryParams,
  DeleteCategoryQuery,
  IdParams,
  PICTURE_BYTES_MAX,
  UploadPictureQuery,
} from "@souk/contracts";
import { anyone, json, noContent, route, staff, type Answer, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerWith, type Document } from "../documents.ts";
import { setCategoryPicture } from "../media/commands/set-category-picture.ts";
import { UPLOAD_COST } from "../media/routes.ts";
import { toCategoryView } from "./category-views.ts";
import { createCategory } from "./commands/create-category.ts";
import { deleteCategory } from "./commands/delete-category.ts";
import { orderCategories } from "./commands/order-categories.ts";
import { updateCategory } from "./commands/update-category.ts";
import { categoryNotFound } from "./domain/category.ts";
import { versionGuard } from "./product-version.ts";
import { countProducts, findCategory } from "./store/category-tree.ts";

const LIST_FRESH_MS = 5_000;
const tags = ["categories"];
const manager = { tags, access: staff("products:write"), ownership: "staff with products:write" };

export const categoryRoutes = (deps: Deps): readonly Route[] => [
  ...readRoutes(deps),
  ...writeRoutes(deps),
  ...pictureRoutes(deps),
];

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /categories",
      {
        summary: "All categories, each with the number of products in it and below it",
        tags,
        access: anyone(),
        ownership: "none",
        response: CategoryList,
      },
      () => answerWith(treeDocument(deps)),
    ),
    route(
      "GET /categories/:id",
      {
        summary:
          "A category by its id or slug; a slug of former times answers with the category and its present slug",
        tags,
        access: anyone(),
        ownership: "none",
        params: CategoryParams,
        response: CategoryDetails,
      },
      ({ params }) => answerWith(categoryDocument(deps, params.id)),
    ),
  ];
}

function writeRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /categories",
      { ...manager, summary: "Add a category", body: CategoryBody, response: CategoryDetails, status: 201 },
      async ({ body, caller, idempotency }) => {
        const id = idempotency?.resourceId ?? deps.newId();
        await createCategory(deps, { id, body, actorId: caller.userId });
        return writtenCategory(deps, id, 201);
      },
    ),
    route(
      "PUT /categories/order",
      {
        ...manager,
        summary: "Order the categories below one parent; If-Match with the ETag of the list of categories",
        body: CategoryOrderBody,
        response: CategoryList,
      },
      async ({ body, caller, headers }) => {
        await orderCategories(deps, {
          ...body,
          actorId: caller.userId,
          requireVersion: versionGuard(headers),
        });
        const { body: text, etag } = await treeDocument(deps);
        return json(CategoryList.parse(JSON.parse(text.toString())), { etag });
      },
    ),
    route(
      "PUT /categories/:id",
      {
        ...manager,
        summary: "Replace what a category says, rename it, move it",
        params: IdParams,
        body: CategoryBody,
        response: CategoryDetails,
      },
      async ({ params, body, caller, headers }) => {
        const requireVersion = versionGuard(headers);
        await updateCategory(deps, { id: params.id, body, actorId: caller.userId, requireVersion });
        return writtenCategory(deps, params.id, 200);
      },
    ),
    route(
      "DELETE /categories/:id",
      {
        ...manager,
        summary: "Delete a category: an empty one, or with what is in it moved to another",
        params: IdParams,
        query: DeleteCategoryQuery,
        status: 204,
      },
      async ({ params, query, caller, headers }) => {
        const requireVersion = versionGuard(headers);
        const moveToId = query.moveTo ?? null;
        await deleteCategory(deps, { id: params.id, moveToId, actorId: caller.userId, requireVersion });
        return noContent();
      },
    ),
  ];
}

function pictureRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /categories/:id/picture",
      {
        ...manager,
        summary: "Give a category a picture; the body is the file (JPEG, PNG, WebP or AVIF)",
        params: IdParams,
        query: UploadPictureQuery.omit({ optionValue: true }),
        rawBody: "file",
        bodyLimitBytes: PICTURE_BYTES_MAX,
        response: CategoryDetails,
        status: 201,
        cost: UPLOAD_COST,
      },
      async ({ params, query, body, caller, headers, idempotency }) => {
        const id = idempotency?.resourceId ?? deps.newId();
        await setCategoryPicture(deps, {
          categoryId: params.id,
          picture: { id, path: body.path, alt: query.alt },
          actorId: caller.userId,
          requireVersion: versionGuard(headers),
        });
        return writtenCategory(deps, params.id, 201);
      },
    ),
    route(
      "DELETE /categories/:id/picture",
      {
        ...manager,
        summary: "Take a category's picture away",
        params: IdParams,
        response: CategoryDetails,
      },
      async ({ params, caller, headers }) => {
        const requireVersion = versionGuard(headers);
        const command = { categoryId: params.id, picture: null, actorId: caller.userId, requireVersion };
        await setCategoryPicture(deps, command);
        return writtenCategory(deps, params.id, 200);
      },
    ),
  ];
}

function treeDocument(deps: Deps): Document | Promise<Document> {
  return deps.documents.read("categories", async () => {
    const { categories, treeVersion } = await deps.shopCatalogue();
    return { body: JSON.stringify({ items: categories }), freshMs: LIST_FRESH_MS, version: treeVersion };
  });
}

function categoryDocument(deps: Deps, idOrSlug: string): Document | Promise<Document> {
  return deps.documents.read(`category ${idOrSlug}`, async () => {
    const stored = await findCategory(deps.db, idOrSlug);
    if (stored === undefined) throw categoryNotFound();
    const productCount = await countProducts(deps.db, stored.category.id);
    return {
      body: JSON.stringify(toCategoryView(stored, productCount)),
      version: stored.category.version,
    };
  });
}

/** A category that staff have just written, as everybody will read it. */
async function writtenCategory(deps: Deps, id: string, status: 200 | 201): Promise<Answer<CategoryDetails>> {
  const { body, etag } = await categoryDocument(deps, id);
  return json(CategoryDetails.parse(JSON.parse(body.toString())), { status, etag });
}
