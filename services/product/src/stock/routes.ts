// REST of stock, for staff: how much there is of a variant and where, what came and went, what runs low.
import {
  AdjustStockBody,
  LowStockMarkBody,
  SetStockBody,
  Stock,
  StockListQuery,
  StockMovementPage,
  StockMovementQuery,
  StockPage,
  StockParams,
} from "@souk/contracts";
import {
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  requireIfMatch,
  route,
  staff,
  type Route,
} from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { adjustStock } from "./commands/adjust-stock.ts";
import { setLowStockMark } from "./commands/set-low-stock-mark.ts";
import { setStock } from "./commands/set-stock.ts";
import { locationRoutes } from "./location-routes.ts";
import { MAIN_LOCATION } from "./store/locations.ts";
import { loadStock, type StockView } from "./store/stock.ts";
import { listMovements, listStock } from "./store/stock-lists.ts";

const stockEtag = (stock: StockView): string => etagOf(JSON.stringify(stock));
const answer = (stock: StockView) => json(stock, { etag: stockEtag(stock) });
/** A count and a mark are facts, not edits of what was read: a condition is kept when it is given, and not asked for. */
const unchangedGuard =
  (headers: Parameters<typeof requireIfMatch>[0]) =>
  (stock: StockView): void => {
    if (headers["if-match"] !== undefined) requireIfMatch(headers, stockEtag(stock));
  };
const movementCursor = z.tuple([z.string().regex(/^[0-9]{1,18}$/)]);
const stockCursor = z.tuple([z.string()]);

const readers = { tags: ["stock"], access: staff("stock:read"), ownership: "staff with stock:read" };
const writers = {
  tags: ["stock"],
  access: staff("stock:write"),
  ownership: "staff with stock:write",
  params: StockParams,
  response: Stock,
};

export const stockRoutes = (deps: Deps): readonly Route[] => [
  ...locationRoutes(deps),
  ...readRoutes(deps),
  ...changeRoutes(deps),
];

const readRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /stock",
    {
      ...readers,
      summary: "Variants by SKU with what is there of them; archived products are left out",
      query: StockListQuery,
      response: StockPage,
    },
    async ({ query }) => {
      const { limit, cursor, location, sku, low } = query;
      const afterSku = cursor === undefined ? undefined : decodeCursor(cursor, stockCursor)[0];
      const filter = { afterSku, skuPrefix: sku, location, isLow: low === "true", limit };
      const found = await listStock(deps.db, filter);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: last && found.length > limit ? encodeCursor([last.sku]) : null };
    },
  ),
  route(
    "GET /stock/:variantId",
    {
      ...readers,
      summary: "The stock of a variant at all its locations",
      params: StockParams,
      response: Stock,
    },
    async ({ params }) => answer(await loadStock(deps.db, params.variantId)),
  ),
  route(
    "GET /stock/:variantId/movements",
    {
      ...readers,
      summary: "What came and went of a variant, newest first",
      params: StockParams,
      query: StockMovementQuery,
      response: StockMovementPage,
    },
    async ({ params: { variantId }, query: { limit, cursor } }) => {
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, movementCursor)[0];
      const found = await listMovements(deps.db, { variantId, beforeId, limit });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map((movement) => ({ ...movement, createdAt: movement.createdAt.toISOString() })),
        nextCursor: last && found.length > limit ? encodeCursor([last.id]) : null,
      };
    },
  ),
];

const changeRoutes = (deps: Deps): readonly Route[] => [
  route(
    "PUT /stock/:variantId",
    { ...writers, summary: "Set what is on hand at a location; recorded as a movement", body: SetStockBody },
    async ({ params, body, caller, headers }) =>
      answer(
        await setStock(deps, {
          variantId: params.variantId,
          location: body.location ?? MAIN_LOCATION,
          onHand: body.onHand,
          reason: body.reason,
          actorId: caller.userId,
          requireUnchanged: unchangedGuard(headers),
        }),
      ),
  ),
  route(
    "POST /stock/:variantId/adjustments",
    {
      ...writers,
      summary: "Say what came or went of a variant, and why",
      body: AdjustStockBody,
      status: 201,
    },
    async ({ params, body, caller, idempotency }) => {
      const { location = MAIN_LOCATION, quantity, reason: kind, note } = body;
      const stock = await adjustStock(deps, {
        adjustmentId: idempotency?.resourceId ?? deps.newId(),
        variantId: params.variantId,
        location,
        quantity,
        kind,
        note,
        actorId: caller.userId,
      });
      return json(stock, { status: 201, etag: stockEtag(stock) });
    },
  ),
  route(
    "PUT /stock/:variantId/low-mark",
    { ...writers, summary: "Say at how many left staff want to be told", body: LowStockMarkBody },
    async ({ params, body, caller, headers }) =>
      answer(
        await setLowStockMark(deps, {
          variantId: params.variantId,
          quantity: body.quantity,
          actorId: caller.userId,
          requireUnchanged: unchangedGuard(headers),
        }),
      ),
  ),
];
