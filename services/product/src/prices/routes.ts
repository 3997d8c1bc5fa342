// REST of price lists and of the history of prices, for staff.
import {
  IdParams,
  PriceHistoryPage,
  PriceHistoryParams,
  PriceHistoryQuery,
  PriceList,
  PriceListBody,
  PriceListPage,
  PriceListQuery,
} from "@souk/contracts";
import {
  decodeCursor,
  encodeCursor,
  json,
  noContent,
  route,
  staff,
  type Answer,
  type Route,
} from "@souk/http";
import { z } from "zod";
import { versionEtag, versionGuard } from "../catalogue/product-version.ts";
import type { Deps } from "../deps.ts";
import { deletePriceList } from "./commands/delete-price-list.ts";
import { writePriceList } from "./commands/write-price-list.ts";
import { priceListNotFound } from "./domain/price-list.ts";
import { toPriceListView, toSummaryView } from "./price-list-views.ts";
import { listPriceHistory } from "./store/price-history.ts";
import { findPriceList, listPriceLists } from "./store/price-lists.ts";

const ListCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const HistoryCursor = z.tuple([z.string().regex(/^[0-9]{1,18}$/)]);
const BODY_BYTES_MAX = 512 * 1024;
const tags = ["prices"];
const reader = { tags, access: staff("products:read"), ownership: "staff with products:read" };
const manager = { tags, access: staff("products:write"), ownership: "staff with products:write" };

export const priceRoutes = (deps: Deps): readonly Route[] => [...readRoutes(deps), ...writeRoutes(deps)];

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /price-lists",
      { ...reader, summary: "Price lists, the newest first", query: PriceListQuery, response: PriceListPage },
      async ({ query: { limit, cursor } }) => {
        const place = cursor === undefined ? undefined : decodeCursor(cursor, ListCursor);
        const after = place && { createdAt: place[0], id: place[1] };
        const rows = await listPriceLists(deps.db, { after, limit: limit + 1 });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        const nextCursor = last === undefined ? null : encodeCursor([last.createdAt.toISOString(), last.id]);
        return { items: items.map(toSummaryView), nextCursor };
      },
    ),
    route(
      "GET /price-lists/:id",
      { ...reader, summary: "A price list with its prices", params: IdParams, response: PriceList },
      ({ params }) => priceListAnswer(deps, params.id, 200),
    ),
    route(
      "GET /variants/:variantId/price-history",
      {
        ...reader,
        summary: "What everybody was asked for a variant, the newest first",
        params: PriceHistoryParams,
        query: PriceHistoryQuery,
        response: PriceHistoryPage,
      },
      async ({ params: { variantId }, query: { limit, cursor, currency } }) => {
        const after = cursor === undefined ? undefined : decodeCursor(cursor, HistoryCursor)[0];
        const rows = await listPriceHistory(deps.db, { variantId, currency, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = rows.length > limit ? page.at(-1) : undefined;
        return {
          items: page.map(({ currency, amount, compareAt, since }) => ({
            currency,
            amount,
            compareAt,
            since: since.toISOString(),
          })),
          nextCursor: last === undefined ? null : encodeCursor([last.id]),
        };
      },
    ),
  ];
}

function writeRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /price-lists",
      {
        ...manager,
        summary: "Add a price list",
        body: PriceListBody,
        bodyLimitBytes: BODY_BYTES_MAX,
        response: PriceList,
        status: 201,
      },
      async ({ body, caller, idempotency }) => {
        const id = idempotency?.resourceId ?? deps.newId();
        await writePriceList(deps, { id, body, actorId: caller.userId, requireVersion: undefined });
        return priceListAnswer(deps, id, 201);
      },
    ),
    route(
      "PUT /price-lists/:id",
      {
        ...manager,
        summary: "Replace a price list",
        params: IdParams,
        body: PriceListBody,
        bodyLimitBytes: BODY_BYTES_MAX,
        response: PriceList,
      },
      async ({ params: { id }, body, caller, headers }) => {
        const requireVersion = versionGuard(headers);
        await writePriceList(deps, { id, body, actorId: caller.userId, requireVersion });
        return priceListAnswer(deps, id, 200);
      },
    ),
    route(
      "DELETE /price-lists/:id",
      { ...manager, summary: "Delete a price list", params: IdParams, status: 204 },
      async ({ params: { id }, caller, headers }) => {
        await deletePriceList(deps, { id, actorId: caller.userId, requireVersion: versionGuard(headers) });
        return noContent();
      },
    ),
  ];
}

async function priceListAnswer(deps: Deps, id: string, status: 200 | 201): Promise<Answer<PriceList>> {
  const list = await findPriceList(deps.db, id);
  if (list === undefined) throw priceListNotFound();
  return json(toPriceListView(list), { status, etag: versionEtag(list.version) });
}
