// Staff issue a gift card. Its code leaves with the answer and is kept nowhere.
import { type IssueGiftCardBody, StaffActed } from "@souk/contracts";
import { isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import type { GiftCardCredit } from "../domain/credit.ts";
import { last4Of, printedCode } from "../domain/gift-card-code.ts";
import { requireCurrencyOffered, requireFuture } from "../requirements.ts";
import { staffEntryQuery } from "../store/credit-entries.ts";
import { insertGiftCardQuery } from "../store/credits.ts";

export type IssueGiftCard = Omit<IssueGiftCardBody, "id"> & { readonly id: string; readonly staffId: string };
export type IssuedCard = { readonly card: GiftCardCredit; readonly code: string };

export async function issueGiftCard(deps: Deps, command: IssueGiftCard): Promise<IssuedCard> {
  const { id, amount, staffId, note = null } = command;
  const at = deps.now();
  const expiresAt = command.expiresAt === undefined ? null : new Date(command.expiresAt);
  await requireCurrencyOffered(deps, amount.currency);
  requireFuture(expiresAt, at);
  const code = deps.giftCardCodes.newCode();
  const last4 = last4Of(code);
  const { amount: amountMinor, currency } = money(amount.amount, amount.currency);
  const written = { id, currency, expiresAt, note, last4, createdAt: at };
  const entry = { id: deps.newId(), kind: "issued", amountMinor, reason: null, staffId, at } as const;
  try {
    await runBatch(deps.db, [
      insertGiftCardQuery({ ...written, codeHash: deps.giftCardCodes.hashOf(code) }),
      staffEntryQuery(id, entry),
      outboxQuery(StaffActed, {
        actorId: staffId,
        action: "gift_card.issue",
        subjectType: "gift_card",
        subjectId: id,
        before: null,
        after: { last4, amount, expiresAt: command.expiresAt ?? null, note },
        at: at.toISOString(),
      }),
    ]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error;
    throw new Refusal("conflict", "gift_card_exists", "This gift card has been issued already.", {
      extra: { giftCardId: id },
    });
  }
  const unchanged = { version: 1, kind: "gift_card", status: "active", customerId: null } as const;
  return {
    card: { ...written, ...unchanged, balanceMinor: amountMinor, updatedAt: at },
    code: printedCode(code),
  };
}
