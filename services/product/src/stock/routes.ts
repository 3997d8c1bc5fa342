// REST of stock, for staff: how much there is of a variant, and saying so.
import { SetStockBody, Stock, StockParams } from "@souk/contracts";
import { etagOf, json, requireIfMatch, route, staff, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { setStock } from "./commands/set-stock.ts";
import { loadStock, type StockView } from "./store/stock.ts";

const MAIN_LOCATION = "main";
const stockEtag = (stock: StockView): string => etagOf(JSON.stringify(stock));
const answer = (stock: StockView) => json(stock, { etag: stockEtag(stock) });

export const stockRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /stock/:variantId",
    {
      summary: "The stock of a variant at all its locations",
      tags: ["stock"],
      access: staff("stock:read"),
      ownership: "staff with stock:read",
      params: StockParams,
      response: Stock,
    },
    async ({ params }) => answer(await loadStock(deps.db, params.variantId)),
  ),
  route(
    "PUT /stock/:variantId",
    {
      summary: "Set what is on hand at a location; recorded as a movement",
      tags: ["stock"],
      access: staff("stock:write"),
      ownership: "staff with stock:write",
      params: StockParams,
      body: SetStockBody,
      response: Stock,
    },
    async ({ params, body, caller, headers }) =>
      answer(
        await setStock(deps, {
          variantId: params.variantId,
          location: body.location ?? MAIN_LOCATION,
          onHand: body.onHand,
          reason: body.reason,
          actorId: caller.userId,
          // A count is a fact, not an edit of what was read: a condition is kept when it is given, and not asked for.
          requireUnchanged: (stock) => {
            if (headers["if-match"] !== undefined) requireIfMatch(headers, stockEtag(stock));
          },
        }),
      ),
  ),
];
