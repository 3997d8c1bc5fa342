// The five routes that every kind of rule has: page, read, add, replace, delete.
import {
  type Answer,
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  noContent,
  requireIfMatch,
  route,
  type Route,
  type staff,
} from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { deleteRule } from "./commands/delete-rule.ts";
import { writeRule } from "./commands/write-rule.ts";
import { type RuleKind, ruleNotFound } from "./rule-kinds.ts";

type Permitted = { readonly access: ReturnType<typeof staff>; readonly ownership: string };
type PageQuery = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly status?: string | undefined;
};
export type RuleRoutes<Body, View> = {
  readonly path: string;
  /** In the routes' summaries, such as `tax zone`. */
  readonly noun: string;
  readonly tags: readonly string[];
  readonly reader: Permitted;
  readonly writer: Permitted;
  readonly schemas: {
    readonly params: z.ZodType<{ id: string }>;
    readonly query: z.ZodType<PageQuery>;
    readonly body: z.ZodType<Body>;
    readonly view: z.ZodType<View>;
    readonly page: z.ZodType<{ items: View[]; nextCursor: string | null }>;
  };
};

const RowCursor = z.tuple([z.iso.datetime(), z.string().max(60)]);
const BODY_BYTES_MAX = 512 * 1024;

export function ruleRoutes<Body, Content, View>(
  deps: Deps,
  kind: RuleKind<Body, Content, View>,
  declared: RuleRoutes<Body, View>,
): readonly Route[] {
  return [...readRoutes(deps, kind, declared), ...writeRoutes(deps, kind, declared)];
}

function readRoutes<Body, Content, View>(
  deps: Deps,
  kind: RuleKind<Body, Content, View>,
  { path, noun, tags, reader, schemas }: RuleRoutes<Body, View>,
): readonly Route[] {
  const page: z.ZodType = schemas.page;
  const view: z.ZodType = schemas.view;
  return [
    route(
      `GET /${path}`,
      { ...reader, tags, summary: `Each ${noun}, the newest first`, query: schemas.query, response: page },
      async ({ query: { limit, cursor, status } }) => {
        const place = cursor === undefined ? undefined : decodeCursor(cursor, RowCursor);
        const after = place && { createdAt: place[0], id: place[1] };
        const rows = await kind.rows.list(deps.db, { after, limit: limit + 1, status });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        const nextCursor = last === undefined ? null : encodeCursor([last.createdAt.toISOString(), last.id]);
        return { items: await kind.toViews(deps.db, items), nextCursor };
      },
    ),
    route(
      `GET /${path}/:id`,
      { ...reader, tags, summary: `A ${noun}`, params: schemas.params, response: view },
      ({ params: { id } }) => ruleAnswer(deps, kind, { id, status: 200 }),
    ),
  ];
}

function writeRoutes<Body, Content, View>(
  deps: Deps,
  kind: RuleKind<Body, Content, View>,
  { path, noun, tags, writer, schemas }: RuleRoutes<Body, View>,
): readonly Route[] {
  const { params, body } = schemas;
  const response: z.ZodType = schemas.view;
  const written = { ...writer, tags, body, bodyLimitBytes: BODY_BYTES_MAX, response };
  return [
    route(
      `POST /${path}`,
      { ...written, summary: `Add a ${noun}`, status: 201 },
      async ({ body, caller, idempotency }) => {
        const id = idempotency?.resourceId ?? deps.newId();
        await writeRule(deps, kind, { id, body, actorId: caller.userId, requireVersion: undefined });
        return ruleAnswer(deps, kind, { id, status: 201 });
      },
    ),
    route(
      `PUT /${path}/:id`,
      { ...written, summary: `Replace a ${noun}`, params },
      async ({ params: { id }, body, caller, headers }) => {
        const requireVersion = (current: number) => requireIfMatch(headers, etagOf(current));
        await writeRule(deps, kind, { id, body, actorId: caller.userId, requireVersion });
        return ruleAnswer(deps, kind, { id, status: 200 });
      },
    ),
    route(
      `DELETE /${path}/:id`,
      { ...writer, tags, summary: `Delete a ${noun}`, params, status: 204 },
      async ({ params: { id }, caller, headers }) => {
        const requireVersion = (current: number) => requireIfMatch(headers, etagOf(current));
        await deleteRule(deps, kind, { id, actorId: caller.userId, requireVersion });
        return noContent();
      },
    ),
  ];
}

export async function ruleAnswer<Body, Content, View>(
  deps: Deps,
  kind: RuleKind<Body, Content, View>,
  { id, status }: { readonly id: string; readonly status: 200 | 201 },
): Promise<Answer<unknown>> {
  const row = await kind.rows.find(deps.db, id);
  if (row === undefined) throw ruleNotFound(kind);
  const [view] = await kind.toViews(deps.db, [row]);
  return json<unknown>(view, { status, etag: etagOf(row.version) });
}
