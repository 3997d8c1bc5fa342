// REST of the ledger, for staff; it is only ever read from outside.
import { LedgerBalances, LedgerPage, LedgerQuery } from "@souk/contracts";
import { decodeCursor, encodeCursor, route, type Route, staff } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { listBalances, listLedger } from "./store/ledger-pages.ts";

const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
const read = {
  tags: ["ledger"],
  access: staff("payments:read"),
  ownership: "any with payments:read",
} as const;

export function ledgerRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /ledger",
      { ...read, summary: "What was booked, newest first", query: LedgerQuery, response: LedgerPage },
      async ({ query: { paymentId, cursor, limit } }) => {
        const [bookedAt, id] = cursor === undefined ? [] : decodeCursor(cursor, cursorValues);
        const before = bookedAt !== undefined && id !== undefined ? { bookedAt, id } : undefined;
        const found = await listLedger(deps.db, { paymentId, before, limit: limit + 1 });
        const items = found.slice(0, limit);
        const last = found.length > limit ? items.at(-1) : undefined;
        const nextCursor = last ? encodeCursor([last.bookedAt.toISOString(), last.id]) : null;
        return {
          items: items.map((one) => ({ ...one, bookedAt: one.bookedAt.toISOString() })),
          nextCursor,
        };
      },
    ),
    route(
      "GET /ledger/balances",
      { ...read, summary: "What each account of the ledger holds", response: LedgerBalances },
      async () => ({ items: await listBalances(deps.db) }),
    ),
  ];
}
