// What it costs to send an order, and where a method is offered.
import type { Region, ShippingPricing, ShippingTier } from "@souk/contracts";
import { closenessOf, type Destination } from "./regions.ts";

export type ShippingMethod = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Of the method's zone. */
  readonly regions: readonly Region[];
  readonly pricing: ShippingPricing;
  /** Currency to minor units of the subtotal, before reductions: what a promotion takes off never makes shipping dearer. */
  readonly freeOver: Readonly<Record<string, number>>;
};

export type Parcel = {
  readonly currency: string;
  /** Undefined while nobody has said where to: then a method is offered wherever it goes. */
  readonly destination: Destination | undefined;
  readonly subtotalMinor: number;
  readonly weightGrams: number;
};

/** In minor units; undefined where the method is not offered to this parcel. */
export function shippingPriceOf(method: ShippingMethod, parcel: Parcel): number | undefined {
  const { currency, destination, subtotalMinor } = parcel;
  if (destination !== undefined && closenessOf(method.regions, destination) === undefined) return undefined;
  const priceMinor = listedPrice(method.pricing, parcel);
  if (priceMinor === undefined) return undefined;
  const freeOverMinor = method.freeOver[currency];
  return freeOverMinor !== undefined && subtotalMinor >= freeOverMinor ? 0 : priceMinor;
}

function listedPrice(pricing: ShippingPricing, parcel: Parcel): number | undefined {
  switch (pricing.type) {
    case "flat":
      return pricing.prices[parcel.currency];
    case "by_weight":
      return tierPrice(pricing.tiers[parcel.currency], parcel.weightGrams);
    case "by_total":
      return tierPrice(pricing.tiers[parcel.currency], parcel.subtotalMinor);
  }
}

/** Above the last tier nothing is offered. */
function tierPrice(tiers: readonly ShippingTier[] | undefined, measure: number): number | undefined {
  return tiers?.find(({ upTo }) => upTo === null || measure <= upTo)?.amount;
}
