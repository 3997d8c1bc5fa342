// Lists as Stripe gives them: the newest first, page after page behind a cursor.
import { type Form, textOf } from "../form.ts";

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

type Listed = { readonly id: string; readonly created?: number };

export function listPage<Item extends Listed>(
  items: Iterable<Item>,
  query: Form,
  url: string,
): { object: "list"; url: string; has_more: boolean; data: Item[] } {
  const all = [...items].toReversed().filter((item) => isWithin(item, query["created"]));
  const after = textOf(query["starting_after"]);
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const limit = Math.min(LIMIT_MAX, Number(textOf(query["limit"]) ?? LIMIT_DEFAULT));
  return {
    object: "list",
    url,
    has_more: all.length > start + limit,
    data: all.slice(start, start + limit),
  };
}

function isWithin({ created = 0 }: Listed, range: Form[string] | undefined): boolean {
  if (typeof range !== "object") return true;
  const bound = (name: string, fallback: number): number => Number(textOf(range[name]) ?? fallback);
  return (
    created >= bound("gte", 0) &&
    created > bound("gt", -1) &&
    created <= bound("lte", Infinity) &&
    created < bound("lt", Infinity)
  );
}
