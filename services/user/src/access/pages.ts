// Pages of lists that are newest first: the cursor is the creation and the id of the last item.
import { decodeCursor, encodeCursor } from "@souk/http";
import { z } from "zod";

const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);

type Dated = { readonly id: string; readonly createdAt: Date };

export function placeOf(cursor: string | undefined): readonly [createdAt: string, id: string] | undefined {
  return cursor === undefined ? undefined : decodeCursor(cursor, cursorValues);
}

/** `found` may hold one item more than the limit, which tells that there is another page. */
export function pageOfFound<Item extends Dated, View>(
  found: readonly Item[],
  limit: number,
  toView: (item: Item) => View,
): { items: View[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit;
  const nextCursor = last && hasMore ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
  return { items: items.map(toView), nextCursor };
}
