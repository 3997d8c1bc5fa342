// REST contract of recommendations.
import { z } from "zod";
import { CurrencyCode, requiredText } from "./common.ts";
import { ProductItem } from "./products.ts";

const RECOMMENDATIONS_MAX = 24;
const limit = z.coerce.number().int().min(1).max(RECOMMENDATIONS_MAX).default(8);

export const RECOMMENDATION_KINDS = ["bought_together", "similar"] as const;
export const RecommendationsParams = z.strictObject({ id: requiredText(120) });
export const RecommendationsQuery = z.strictObject({
  kind: z.enum(RECOMMENDATION_KINDS).default("bought_together"),
  currency: CurrencyCode.optional(),
  limit,
});
export type RecommendationsQuery = z.infer<typeof RecommendationsQuery>;
export const TrendingQuery = z.strictObject({ currency: CurrencyCode.optional(), limit });
export type TrendingQuery = z.infer<typeof TrendingQuery>;

/** `reason`: why the product is shown. Where too little is known, the list is filled up from the next reason. */
export const Recommendations = z
  .object({
    items: z.array(
      z.object({
        reason: z.enum(["bought_together", "similar", "trending", "featured"]),
        product: ProductItem,
      }),
    ),
  })
  .meta({ id: "Recommendations" });
export type Recommendations = z.infer<typeof Recommendations>;
