// What the shop shows everybody as the price of a variant: with the lists that are for everybody, and what a reduction has to tell.
import type { CatalogueProduct, CatalogueVariant, VariantPrice } from "../../catalogue/domain/product.ts";
import { effectivePrice, quantityPrices, type ListedPrice, type QuantityPrice } from "./effective-price.ts";
import { lowestBeforeReduction, type PastPrice } from "./lowest-price.ts";

export type PublicPrice = {
  readonly currency: string;
  readonly amount: number;
  /** The former price, where this one is lower. */
  readonly compareAt: number | null;
  /** The lowest of the 30 days before the reduction; null without one. */
  readonly lowest: number | null;
  readonly quantityPrices: readonly QuantityPrice[];
};
/** Of each variant, by its id. */
export type PublicPrices = ReadonlyMap<string, readonly PublicPrice[]>;

/** What the store knows of a variant besides its own prices: lists that are for everybody, and what was asked before. */
export type PriceBackground = {
  readonly listed: readonly (ListedPrice & { readonly currency: string })[];
  readonly past: readonly (PastPrice & { readonly currency: string })[];
};

export function publicPrices(
  variant: CatalogueVariant,
  background: PriceBackground | undefined,
  at: Date,
): readonly PublicPrice[] {
  return variant.prices.map((own) => publicPrice(own, background, at));
}

function publicPrice(own: VariantPrice, background: PriceBackground | undefined, at: Date): PublicPrice {
  const { currency } = own;
  const listed = background?.listed.filter((price) => price.currency === currency) ?? [];
  const { amount } = effectivePrice(own.amount, listed, 1);
  const former = own.compareAt ?? own.amount;
  const compareAt = former > amount ? former : null;
  const past = background?.past.filter((price) => price.currency === currency) ?? [];
  return {
    currency,
    amount,
    compareAt,
    lowest: compareAt === null ? null : lowestBeforeReduction([...past, { amount, compareAt, since: at }]),
    quantityPrices: quantityPrices(own.amount, listed),
  };
}

/** Variants whose own price is a reduction: what was asked before has to be looked up. */
export function reducedVariantIds(products: readonly CatalogueProduct[]): string[] {
  return products.flatMap(({ variants }) =>
    variants.filter(({ prices }) => prices.some(isReduced)).map(({ id }) => id),
  );
}

const isReduced = ({ amount, compareAt }: VariantPrice): boolean => compareAt !== null && compareAt > amount;
