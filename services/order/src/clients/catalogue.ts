// Asks the product service what variants cost and how many are left.
import { CatalogueService, type PricedVariant } from "@souk/contracts/rpc";
import { money, type Money } from "@souk/money";
import type { Rpc } from "@souk/rpc";

export type CatalogueVariant = {
  readonly variantId: string;
  readonly productId: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  readonly sku: string;
  readonly unitPrice: Money;
  readonly available: number;
  readonly image: string | null;
  readonly weightGrams: number;
  readonly taxClass: string;
  /** The product's category and all above it. */
  readonly categoryIds: readonly string[];
};

/** Price lists ask less for more pieces, and of some groups of customers. */
export type Buying = {
  readonly quantities?: Readonly<Record<string, number>>;
  readonly customerGroups?: readonly string[];
};

export type CatalogueClient = {
  /** Variants that are on sale in that currency; the others are missing from the map. Without `buying`, the price of one piece for anybody. */
  price(
    variantIds: readonly string[],
    currency: string,
    buying?: Buying,
  ): Promise<ReadonlyMap<string, CatalogueVariant>>;
};

export function createCatalogueClient(rpc: Rpc): CatalogueClient {
  const client = rpc.client(CatalogueService);
  return {
    async price(variantIds, currency, { quantities = {}, customerGroups = [] } = {}) {
      if (variantIds.length === 0) return new Map();
      const { variants } = await client.priceVariants({
        variantIds: [...variantIds],
        currency,
        quantities,
        customerGroups: [...customerGroups],
      });
      return new Map(variants.map((variant) => [variant.variantId, fromMessage(variant, currency)]));
    },
  };
}

function fromMessage(variant: PricedVariant, currency: string): CatalogueVariant {
  return {
    variantId: variant.variantId,
    productId: variant.productId,
    productSlug: variant.productSlug,
    productName: variant.productName,
    variantName: variant.variantName,
    sku: variant.sku,
    unitPrice: money(Number(variant.unitPriceMinor), currency),
    available: variant.available,
    image: variant.imagePath === "" ? null : variant.imagePath,
    weightGrams: variant.weightGrams,
    taxClass: variant.taxClass,
    categoryIds: variant.categoryIds,
  };
}
