// gRPC of the catalogue: the order service asks for the shop's own prices and stock.
import type { CatalogueService } from "@souk/contracts/rpc";
import { Refusal } from "@souk/errors";
import type { ServiceImpl } from "@souk/rpc";
import type { Deps } from "../deps.ts";
import { CART_PICTURE_WIDTH, picturePath } from "../media/domain/picture-view.ts";
import { effectivePrice } from "../prices/domain/effective-price.ts";
import { parseId } from "../stock/domain/demand.ts";
import type { PricedVariant } from "./store/priced-variants.ts";

const VARIANTS_MAX = 500;

export const catalogueImplementation = (deps: Deps): ServiceImpl<typeof CatalogueService> => ({
  priceVariants: async ({ variantIds, currency, quantities, customerGroups }) => {
    if (variantIds.length > VARIANTS_MAX) {
      throw new Refusal(
        "invalid",
        "too_many_variants",
        `At most ${VARIANTS_MAX} variants can be asked for at once.`,
      );
    }
    const question = { variantIds: variantIds.map(parseId), currency, customerGroups };
    const priced = await deps.pricedVariants(question);
    return {
      variants: priced.map((variant) => toMessage(variant, quantities[variant.variantId] ?? 1)),
    };
  },
});

function toMessage(variant: PricedVariant, quantity: number) {
  const { pictureId, ownPriceMinor, listed, categoryIds, ...rest } = variant;
  const { amount, priceListId = "" } = effectivePrice(ownPriceMinor, listed ?? [], quantity);
  const imagePath =
    pictureId === null ? "" : picturePath(pictureId, { width: CART_PICTURE_WIDTH, format: "webp" });
  return {
    ...rest,
    categoryIds: [...categoryIds],
    unitPriceMinor: BigInt(amount),
    ownPriceMinor: BigInt(ownPriceMinor),
    priceListId,
    imagePath,
  };
}
