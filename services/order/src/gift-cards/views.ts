// Gift cards and store credit as JSON.
import type { CreditEntry, GiftCard, StoreCredit } from "@souk/contracts";
import { money } from "@souk/money";
import type { CustomerCredit, GiftCardCredit, StoredCreditEntry } from "./domain/credit.ts";

export function toGiftCardView(card: GiftCardCredit): GiftCard {
  const { id, version, status, last4, note } = card;
  return {
    id,
    version,
    status,
    last4,
    balance: money(card.balanceMinor, card.currency),
    expiresAt: card.expiresAt?.toISOString() ?? null,
    note,
    createdAt: card.createdAt.toISOString(),
    updatedAt: card.updatedAt.toISOString(),
  };
}

export function toEntryView(entry: StoredCreditEntry, currency: string): CreditEntry {
  const { id, kind, orderId, reference, reason, staffId } = entry;
  const amount = money(entry.amountMinor, currency);
  return { id, kind, amount, orderId, reference, reason, staffId, at: entry.at.toISOString() };
}

/** Who of the staff it was is not the customer's business. */
export function toStoreCreditView(
  credit: CustomerCredit,
  entries: readonly StoredCreditEntry[],
): StoreCredit {
  return {
    id: credit.id,
    balance: money(credit.balanceMinor, credit.currency),
    entries: entries.map((entry) => {
      const { staffId: _, ...view } = toEntryView(entry, credit.currency);
      return view;
    }),
  };
}
