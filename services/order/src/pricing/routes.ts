// REST of the rules of prices, for staff: promotions, taxes, shipping.
import {
  IdParams,
  Promotion,
  PromotionBody,
  PromotionPage,
  PromotionQuery,
  PromotionUsePage,
  PromotionUseQuery,
  ShippingMethodBody,
  ShippingMethodParams,
  ShippingQuery,
  ShippingRule,
  ShippingRulePage,
  ShippingZone,
  ShippingZoneBody,
  ShippingZonePage,
  TaxSettings,
  TaxSettingsBody,
  TaxZone,
  TaxZoneBody,
  TaxZonePage,
  TaxZoneQuery,
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
import { money } from "@souk/money";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { movePromotion } from "./commands/move-promotion.ts";
import { putTaxSettings } from "./commands/put-tax-settings.ts";
import { promotions, ruleNotFound, shippingMethods, shippingZones, taxZones } from "./rule-kinds.ts";
import { ruleAnswer, ruleRoutes } from "./rule-routes.ts";
import { listPromotionUses } from "./store/promotion-uses.ts";
import { loadTaxSettings } from "./store/tax-settings.ts";

const UseCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const settingsReader = { access: staff("settings:read"), ownership: "staff with settings:read" };
const settingsWriter = { access: staff("settings:write"), ownership: "staff with settings:write" };
const promotionReader = { access: staff("promotions:read"), ownership: "staff with promotions:read" };
const promotionWriter = { access: staff("promotions:write"), ownership: "staff with promotions:write" };

export function pricingRoutes(deps: Deps): readonly Route[] {
  return [
    ...ruleRoutes(deps, promotions, {
      path: "promotions",
      noun: "promotion",
      tags: ["promotions"],
      reader: promotionReader,
      writer: promotionWriter,
      schemas: {
        params: IdParams,
        query: PromotionQuery,
        body: PromotionBody,
        view: Promotion,
        page: PromotionPage,
      },
    }),
    ...promotionRoutes(deps),
    ...taxSettingsRoutes(deps),
    ...ruleRoutes(deps, taxZones, {
      path: "tax-zones",
      noun: "tax zone",
      tags: ["taxes"],
      reader: settingsReader,
      writer: settingsWriter,
      schemas: { params: IdParams, query: TaxZoneQuery, body: TaxZoneBody, view: TaxZone, page: TaxZonePage },
    }),
    ...ruleRoutes(deps, shippingZones, {
      path: "shipping-zones",
      noun: "shipping zone",
      tags: ["shipping"],
      reader: settingsReader,
      writer: settingsWriter,
      schemas: {
        params: IdParams,
        query: ShippingQuery,
        body: ShippingZoneBody,
        view: ShippingZone,
        page: ShippingZonePage,
      },
    }),
    ...ruleRoutes(deps, shippingMethods, {
      path: "shipping-methods",
      noun: "shipping method",
      tags: ["shipping"],
      reader: settingsReader,
      writer: settingsWriter,
      schemas: {
        params: ShippingMethodParams,
        query: ShippingQuery,
        body: ShippingMethodBody,
        view: ShippingRule,
        page: ShippingRulePage,
      },
    }),
  ];
}

function promotionRoutes(deps: Deps): readonly Route[] {
  const tags = ["promotions"];
  const response: z.ZodType = Promotion;
  const move = (word: "activate" | "archive", to: "active" | "archived", summary: string) =>
    route(
      `POST /promotions/:id/${word}`,
      { ...promotionWriter, tags, summary, params: IdParams, response },
      async ({ params: { id }, caller, headers }) => {
        const requireVersion = (current: number) => requireIfMatch(headers, etagOf(current));
        await movePromotion(deps, { id, to, actorId: caller.userId, requireVersion });
        return ruleAnswer(deps, promotions, { id, status: 200 });
      },
    );
  return [
    move("activate", "active", "Let a promotion begin"),
    move("archive", "archived", "End a promotion"),
    route(
      "GET /promotions/:id/uses",
      {
        ...promotionReader,
        tags,
        summary: "Which orders used a promotion, the newest first",
        params: IdParams,
        query: PromotionUseQuery,
        response: PromotionUsePage,
      },
      async ({ params: { id }, query: { limit, cursor } }) => {
        const place = cursor === undefined ? undefined : decodeCursor(cursor, UseCursor);
        const after = place && { usedAt: place[0], orderId: place[1] };
        if ((await promotions.rows.find(deps.db, id)) === undefined) throw ruleNotFound(promotions);
        const rows = await listPromotionUses(deps.db, { promotionId: id, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = rows.length > limit ? page.at(-1) : undefined;
        return {
          items: page.map(({ orderId, couponCode, amountMinor, currency, usedAt, releasedAt }) => ({
            orderId,
            couponCode,
            amount: money(amountMinor, currency),
            usedAt: usedAt.toISOString(),
            releasedAt: releasedAt?.toISOString() ?? null,
          })),
          nextCursor: last === undefined ? null : encodeCursor([last.usedAt.toISOString(), last.orderId]),
        };
      },
    ),
  ];
}

function taxSettingsRoutes(deps: Deps): readonly Route[] {
  const tags = ["taxes"];
  const answer = async () => {
    const { rounding, shippingTaxClass, version, updatedAt } = await loadTaxSettings(deps.db);
    const view = { rounding, shippingTaxClass, version, updatedAt: updatedAt.toISOString() };
    return json(view, { etag: etagOf(version) });
  };
  return [
    route(
      "GET /tax-settings",
      { ...settingsReader, tags, summary: "How tax is rounded", response: TaxSettings },
      answer,
    ),
    route(
      "PUT /tax-settings",
      {
        ...settingsWriter,
        tags,
        summary: "Say how tax is rounded",
        body: TaxSettingsBody,
        response: TaxSettings,
      },
      async ({ body, caller, headers }) => {
        const requireVersion = (current: number) => requireIfMatch(headers, etagOf(current));
        await putTaxSettings(deps, { settings: body, actorId: caller.userId, requireVersion });
        return answer();
      },
    ),
  ];
}
