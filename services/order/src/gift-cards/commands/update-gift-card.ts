// Staff disable a gift card, take it back into use, or change when it expires and what is noted of it.
import { StaffActed, type UpdateGiftCardBody } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { GiftCardCredit } from "../domain/credit.ts";
import { giftCardNotFound, requireFuture } from "../requirements.ts";
import { lockGiftCard, updateGiftCardQuery } from "../store/credits.ts";

export type UpdateGiftCard = {
  readonly id: string;
  readonly changes: UpdateGiftCardBody;
  readonly staffId: string;
  readonly precondition: (version: number) => void;
};

export async function updateGiftCard(deps: Deps, command: UpdateGiftCard): Promise<void> {
  const { id, changes, staffId, precondition } = command;
  const at = deps.now();
  await inTransaction(deps.db, async (tx) => {
    const before = await lockGiftCard(tx, id);
    if (before === undefined) throw giftCardNotFound();
    precondition(before.version);
    const after = { ...before, ...parsed(changes), updatedAt: at };
    if (changes.expiresAt !== undefined) requireFuture(after.expiresAt, at);
    await runBatch(tx, [
      updateGiftCardQuery(after),
      outboxQuery(StaffActed, {
        actorId: staffId,
        action: "gift_card.update",
        subjectType: "gift_card",
        subjectId: id,
        before: told(before),
        after: told(after),
        at: at.toISOString(),
      }),
    ]);
  });
}

function parsed({ status, expiresAt, note }: UpdateGiftCardBody): Partial<GiftCardCredit> {
  return {
    ...(status !== undefined && { status }),
    ...(note !== undefined && { note }),
    ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
  };
}

function told({ status, expiresAt, note }: GiftCardCredit) {
  return { status, expiresAt: expiresAt?.toISOString() ?? null, note };
}
