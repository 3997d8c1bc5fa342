// REST contract of promotions: automatic reductions and those that a coupon code opens.
import { z } from "zod";
import {
  AmountByCurrency,
  CountryCode,
  CurrencyCode,
  Id,
  MoneyBody,
  pageOf,
  pageQuery,
  QUANTITY_MAX,
  requiredText,
  RULE_AMOUNT_MAX,
  Slug,
  Timestamp,
} from "./common.ts";

const SELECTION_MAX = 500;
const BASIS_POINTS_MAX = 10_000;
const PRIORITY_MAX = 1_000;
const USES_MAX = 1_000_000_000;

/** Goods by product or by category, with all that stands below it; empty lists are all goods. */
export const GoodsSelection = z
  .strictObject({
    productIds: z.array(Id).max(SELECTION_MAX).default([]),
    categoryIds: z.array(Id).max(SELECTION_MAX).default([]),
  })
  .meta({ id: "GoodsSelection" });
export type GoodsSelection = z.infer<typeof GoodsSelection>;

const everything = { productIds: [], categoryIds: [] };
const basisPoints = z.int().min(1).max(BASIS_POINTS_MAX);
const pieces = z.int().min(1).max(QUANTITY_MAX);

export const PromotionAction = z
  .discriminatedUnion("type", [
    /** So many hundredths of a percent off the goods. */
    z.strictObject({ type: z.literal("percent"), basisPoints }),
    /** So much off all the goods together, or off each piece of them; not offered in a currency that is not named. */
    z.strictObject({
      type: z.literal("fixed"),
      amounts: z
        .record(CurrencyCode, z.int().min(1).max(RULE_AMOUNT_MAX))
        .refine((amounts) => Object.keys(amounts).length > 0, { error: "must name an amount" }),
      per: z.enum(["order", "item"]).default("order"),
    }),
    z.strictObject({ type: z.literal("free_shipping") }),
    /** Who has `buyQuantity` of the goods gets `getQuantity` more of `get` (the goods themselves where it is null), the cheapest, for less. */
    z.strictObject({
      type: z.literal("buy_x_get_y"),
      buyQuantity: pieces,
      getQuantity: pieces,
      basisPoints: basisPoints.default(BASIS_POINTS_MAX),
      timesMax: pieces.nullable().default(null),
      get: GoodsSelection.nullable().default(null),
    }),
  ])
  .meta({ id: "PromotionAction" });
export type PromotionAction = z.infer<typeof PromotionAction>;

export const PromotionConditions = z
  .strictObject({
    /** What the promotion is about: its reduction, and its minimum, count only these. */
    goods: GoodsSelection.default(everything),
    /** What the goods must cost at least, at the prices shown. In a currency that is not named the promotion is not offered; empty asks for nothing. */
    minimumSubtotals: AmountByCurrency.default({}),
    customerGroups: z.array(Slug).max(50).default([]),
    firstOrderOnly: z.boolean().default(false),
    countries: z.array(CountryCode).max(300).default([]),
    currencies: z.array(CurrencyCode).max(50).default([]),
  })
  .meta({ id: "PromotionConditions" });
export type PromotionConditions = z.infer<typeof PromotionConditions>;

const unconditional: PromotionConditions = {
  goods: everything,
  minimumSubtotals: {},
  customerGroups: [],
  firstOrderOnly: false,
  countries: [],
  currencies: [],
};

/** As shoppers type it: any case. Kept in capitals. */
export const CouponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{2,39}$/, { error: "must be 3 to 40 letters, digits, - or _" });

const writable = {
  name: requiredText(120),
  /** Opened by this code; everybody gets it where it is null. */
  couponCode: CouponCode.nullable().default(null),
  /** Of combinable promotions the higher comes first, and later ones reduce what is left. */
  priority: z.int().min(-PRIORITY_MAX).max(PRIORITY_MAX).default(0),
  /** An exclusive one stands alone: the customer gets the best exclusive one or all combinable ones, whichever saves more. */
  stacking: z.enum(["combinable", "exclusive"]).default("combinable"),
  startsAt: Timestamp.nullable().default(null),
  endsAt: Timestamp.nullable().default(null),
  usesMax: z.int().min(1).max(USES_MAX).nullable().default(null),
  usesPerCustomerMax: z.int().min(1).max(USES_MAX).nullable().default(null),
  conditions: PromotionConditions.default(unconditional),
  action: PromotionAction,
};

export const PromotionStatus = z.enum(["draft", "active", "archived"]);
export type PromotionStatus = z.infer<typeof PromotionStatus>;

export const PromotionBody = z
  .strictObject(writable)
  .refine(
    ({ startsAt, endsAt }) =>
      startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt),
    {
      error: "must be later than startsAt",
      path: ["endsAt"],
    },
  );
export type PromotionBody = z.infer<typeof PromotionBody>;

export const Promotion = z
  .object({
    ...writable,
    id: Id,
    status: PromotionStatus,
    /** Orders that have it now; cancelled ones gave their use back. */
    uses: z.int(),
    version: z.int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Promotion" });
export type Promotion = z.infer<typeof Promotion>;
export const PromotionPage = pageOf(Promotion).meta({ id: "PromotionPage" });
export const PromotionQuery = z.strictObject({ ...pageQuery, status: PromotionStatus.optional() });

/** An order's use of a promotion. */
export const PromotionUse = z
  .object({
    orderId: Id,
    couponCode: z.string().nullable(),
    amount: MoneyBody,
    usedAt: Timestamp,
    /** When the order was cancelled and gave its use back. */
    releasedAt: Timestamp.nullable(),
  })
  .meta({ id: "PromotionUse" });
export type PromotionUse = z.infer<typeof PromotionUse>;
export const PromotionUsePage = pageOf(PromotionUse).meta({ id: "PromotionUsePage" });
export const PromotionUseQuery = z.strictObject(pageQuery);
