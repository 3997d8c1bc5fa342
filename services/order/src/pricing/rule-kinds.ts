// The kinds of rules that staff edit, and what is particular to each: who its table is, what it must not break, how it is shown.
import type {
  Promotion,
  PromotionBody,
  ShippingMethodBody,
  ShippingRule,
  ShippingZone,
  ShippingZoneBody,
  TaxZone,
  TaxZoneBody,
} from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { countPromotionUses } from "./store/promotion-uses.ts";
import {
  countActivePromotions,
  hasShippingMethods,
  type PromotionContent,
  promotionRows,
  shippingMethodRows,
  shippingZoneRows,
  taxZoneRows,
  wasPromotionUsed,
} from "./store/rule-tables.ts";
import type { VersionedRow, VersionedRows } from "./store/versioned-rows.ts";

export type Change<Body, Content> = {
  readonly id: string;
  readonly body: Body;
  readonly before: Content | undefined;
};

/** What staff send (`Body`), what is kept of it (`Content`) and what they see (`View`). */
export type RuleKind<Body, Content, View> = {
  readonly subjectType: "promotion" | "tax_zone" | "shipping_zone" | "shipping_method";
  readonly rows: VersionedRows<Content>;
  /** Checked in the transaction that writes; `before` is what is there, locked. */
  contentOf(db: AnyDb, change: Change<Body, Content>): Promise<Content>;
  /** Refuses where something still needs the rule. */
  requireUnneeded(db: AnyDb, id: string): Promise<void>;
  toViews(db: AnyDb, rows: readonly VersionedRow<Content>[]): Promise<readonly View[]>;
};

/** Every quote tries each automatic promotion. */
const AUTOMATIC_PROMOTIONS_MAX = 100;
/** Every process keeps them in memory. */
const COUPON_PROMOTIONS_MAX = 10_000;

export const taxZones: RuleKind<TaxZoneBody, TaxZoneBody, TaxZone> = {
  subjectType: "tax_zone",
  rows: taxZoneRows,
  contentOf: async (_, { body }) => body,
  requireUnneeded: async () => undefined,
  toViews: async (_, rows) => rows.map((row) => ({ ...row.content, ...identityOf(row) })),
};

export const shippingZones: RuleKind<ShippingZoneBody, ShippingZoneBody, ShippingZone> = {
  subjectType: "shipping_zone",
  rows: shippingZoneRows,
  contentOf: async (_, { body }) => body,
  async requireUnneeded(db, id) {
    if (!(await hasShippingMethods(db, id))) return;
    throw new Refusal("conflict", "shipping_zone_in_use", "Shipping methods are still offered in this zone.");
  },
  toViews: async (_, rows) => rows.map((row) => ({ ...row.content, ...identityOf(row) })),
};

export const shippingMethods: RuleKind<ShippingMethodBody, ShippingMethodBody, ShippingRule> = {
  subjectType: "shipping_method",
  rows: shippingMethodRows,
  async contentOf(db, { body }) {
    // Locked, so that the zone is not deleted before the method is there.
    if (await shippingZoneRows.lock(db, body.zoneId)) return body;
    throw new Refusal("unprocessable", "shipping_zone_unknown", "There is no such shipping zone.", {
      fields: [{ pointer: "/zoneId", code: "unknown", message: "must be a shipping zone" }],
    });
  },
  requireUnneeded: async () => undefined,
  toViews: async (_, rows) => rows.map((row) => ({ ...row.content, ...identityOf(row) })),
};

export const promotions: RuleKind<PromotionBody, PromotionContent, Promotion> = {
  subjectType: "promotion",
  rows: promotionRows,
  async contentOf(db, { id, body, before }) {
    if (before?.status === "active") await requireRoom(db, { id, couponCode: body.couponCode });
    if (before?.status === "archived") {
      throw new Refusal("conflict", "promotion_archived", "An archived promotion is not changed any more.");
    }
    // Two first orders at the same time are both the first; that a customer may use it once is what stops the second.
    const usesPerCustomerMax = body.conditions.firstOrderOnly ? 1 : body.usesPerCustomerMax;
    return { ...body, usesPerCustomerMax, status: before?.status ?? "draft" };
  },
  async requireUnneeded(db, id) {
    if (!(await wasPromotionUsed(db, id))) return;
    throw new Refusal("conflict", "promotion_used", "Orders have used this promotion; archive it instead.");
  },
  async toViews(db, rows) {
    const uses = await countPromotionUses(
      db,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...row.content, ...identityOf(row), uses: uses.get(row.id) ?? 0 }));
  },
};

/** Refuses to have more promotions active at once than quotes can bear; two staff at the same moment may be one over. */
export async function requireRoom(
  db: AnyDb,
  { id, couponCode }: { readonly id: string; readonly couponCode: string | null },
): Promise<void> {
  const { automatic, coupons } = await countActivePromotions(db, id);
  if (couponCode === null ? automatic < AUTOMATIC_PROMOTIONS_MAX : coupons < COUPON_PROMOTIONS_MAX) return;
  throw new Refusal("conflict", "too_many_promotions", "Archive promotions before more of them begin.");
}

function identityOf({ id, version, createdAt, updatedAt }: VersionedRow<unknown>) {
  return { id, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export function ruleNotFound({ subjectType }: Pick<RuleKind<never, never, never>, "subjectType">): Refusal {
  return new Refusal(
    "not_found",
    `${subjectType}_not_found`,
    `There is no such ${subjectType.replace("_", " ")}.`,
  );
}
