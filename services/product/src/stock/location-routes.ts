// REST of the places where goods lie.
import {
  CreateStockLocationBody,
  StockLocation,
  StockLocationList,
  StockLocationParams,
  UpdateStockLocationBody,
} from "@souk/contracts";
import { etagOf, json, requireIfMatch, route, staff, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { createLocation } from "./commands/create-location.ts";
import { updateLocation } from "./commands/update-location.ts";
import { listLocations } from "./store/locations.ts";

export const locationRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /stock-locations",
    {
      summary: "The places where goods lie",
      tags: ["stock"],
      access: staff("stock:read"),
      ownership: "staff with stock:read",
      response: StockLocationList,
    },
    async () => ({ items: [...(await listLocations(deps.db))] }),
  ),
  route(
    "POST /stock-locations",
    {
      summary: "Open a place where goods lie",
      tags: ["stock"],
      access: staff("stock:write"),
      ownership: "staff with stock:write",
      body: CreateStockLocationBody,
      response: StockLocation,
      status: 201,
    },
    async ({ body: { slug, name }, caller }) => {
      const location = await createLocation(deps, { slug, name, actorId: caller.userId });
      return json(location, { status: 201, etag: etagOf(location.version) });
    },
  ),
  route(
    "PUT /stock-locations/:slug",
    {
      summary: "Rename a place where goods lie, close it when it is empty, or open it again",
      tags: ["stock"],
      access: staff("stock:write"),
      ownership: "staff with stock:write",
      params: StockLocationParams,
      body: UpdateStockLocationBody,
      response: StockLocation,
    },
    async ({ params, body, caller, headers }) => {
      const location = await updateLocation(deps, {
        slug: params.slug,
        name: body.name,
        active: body.active,
        actorId: caller.userId,
        requireVersion: (current) => requireIfMatch(headers, etagOf(current)),
      });
      return json(location, { etag: etagOf(location.version) });
    },
  ),
];
