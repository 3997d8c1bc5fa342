// Staff grant a customer store credit, or take some of it, and say why.
import { type ChangeStoreCreditBody, StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { addMoney, money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { requireCurrencyOffered } from "../requirements.ts";
import { isEntryWritten, staffEntryQuery } from "../store/credit-entries.ts";
import { ensureStoreCredit } from "../store/credits.ts";

export type ChangeStoreCredit = ChangeStoreCreditBody & {
  /** The same one again changes nothing. */
  readonly entryId: string;
  readonly customerId: string;
  readonly staffId: string;
};

export async function changeStoreCredit(deps: Deps, command: ChangeStoreCredit): Promise<void> {
  const { entryId, customerId, staffId, reason, amount: asked } = command;
  await requireCurrencyOffered(deps, asked.currency);
  const amount = money(asked.amount, asked.currency);
  const at = deps.now();
  await inTransaction(deps.db, async (tx) => {
    const { id, balanceMinor } = await ensureStoreCredit(tx, { customerId, currency: amount.currency, at });
    if (await isEntryWritten(tx, entryId)) return;
    const before = money(balanceMinor, amount.currency);
    const after = addMoney(before, amount);
    if (after.amount < 0) {
      throw new Refusal("conflict", "store_credit_insufficient", "The customer has less credit than that.", {
        extra: { balance: before },
      });
    }
    const kind = amount.amount > 0 ? "granted" : "taken";
    await runBatch(tx, [
      staffEntryQuery(id, { id: entryId, kind, amountMinor: amount.amount, reason, staffId, at }),
      outboxQuery(StaffActed, {
        actorId: staffId,
        action: amount.amount > 0 ? "store_credit.grant" : "store_credit.take",
        subjectType: "customer",
        subjectId: customerId,
        before: { balance: before },
        after: { balance: after, reason },
        at: at.toISOString(),
      }),
    ]);
  });
}
