// REST contract of the payment ledger, for staff: what was booked, and what each account holds.
import { z } from "zod";
import { Id, MoneyBody, pageOf, pageQuery, Timestamp } from "./common.ts";

export const LedgerTransaction = z
  .object({
    id: Id,
    kind: z.string(),
    paymentId: Id.nullable(),
    reference: z.string(),
    /** Debits are positive, credits negative; they sum to zero in each currency. */
    entries: z.array(z.object({ account: z.string(), amount: MoneyBody })),
    bookedAt: Timestamp,
  })
  .meta({ id: "LedgerTransaction" });
export type LedgerTransaction = z.infer<typeof LedgerTransaction>;
export const LedgerPage = pageOf(LedgerTransaction).meta({ id: "LedgerPage" });
export const LedgerQuery = z.strictObject({ ...pageQuery, paymentId: Id.optional() });

export const LedgerBalances = z
  .object({ items: z.array(z.object({ account: z.string(), balance: MoneyBody })) })
  .meta({ id: "LedgerBalances" });
