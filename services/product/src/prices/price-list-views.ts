// What the API and the audit log tell of price lists.
import type { PriceList, PriceListBody, PriceListSummary } from "@souk/contracts";
import type { listPriceLists, PriceListContent, StoredPriceList } from "./store/price-lists.ts";

type SummaryRow = Awaited<ReturnType<typeof listPriceLists>>[number];

export function toSummaryView(list: SummaryRow): PriceListSummary {
  return { ...toListed(list), entryCount: list.entryCount };
}

export function toPriceListView(list: StoredPriceList): PriceList {
  return { ...toListed(list), entries: list.entries };
}

function toListed(list: SummaryRow | StoredPriceList): Omit<PriceListSummary, "entryCount"> {
  const { id, name, customerGroup, isActive, version, updatedAt } = list;
  return { id, name, customerGroup, isActive, ...toTimes(list), version, updatedAt: updatedAt.toISOString() };
}

/** What staff can change of it. */
export function toPriceListBody(list: PriceListContent): PriceListBody {
  const { name, customerGroup, isActive, entries } = list;
  return {
    name,
    customerGroup,
    isActive,
    ...toTimes(list),
    entries: entries.map(({ variantId, currency, minQuantity, amount }) => ({
      variantId,
      currency,
      minQuantity,
      amount,
    })),
  };
}

function toTimes({ startsAt, endsAt }: Pick<PriceListContent, "startsAt" | "endsAt">) {
  return { startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null };
}
