// Cursors of searches: the sort, and where the page before ended in it.
import type { SearchSort } from "@souk/contracts";
import { decodeCursor, encodeCursor } from "@souk/http";
import { z } from "zod";
import type { Position } from "./engine.ts";

const numeric = (sort: SearchSort) => z.tuple([z.literal(sort), z.number(), z.uuid()]);
/** The sort stands first: a cursor of another sort is refused. */
const schemas: Record<SearchSort, z.ZodType<[string, string | number, string]>> = {
  relevance: numeric("relevance"),
  featured: numeric("featured"),
  newest: numeric("newest"),
  price: numeric("price"),
  "-price": numeric("-price"),
  name: z.tuple([z.literal("name"), z.string(), z.uuid()]),
  rating: numeric("rating"),
};

export function readCursor(cursor: string | undefined, sort: SearchSort): Position | undefined {
  if (cursor === undefined) return undefined;
  const [, value, id] = decodeCursor(cursor, schemas[sort]);
  return [value, id];
}

export function writeCursor(next: Position | undefined, sort: SearchSort): string | null {
  return next === undefined ? null : encodeCursor([sort, ...next]);
}
