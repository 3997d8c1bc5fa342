// REST contract of gift cards and store credit: money that the shop owes whoever has a code, or a customer.
import { z } from "zod";
import { CurrencyCode, Id, MoneyBody, pageOf, pageQuery, requiredText, text, Timestamp } from "./common.ts";

/** How many gift cards can pay one cart. */
export const GIFT_CARDS_MAX = 5;
/** As printed, with room for the spaces and hyphens that people put into it. */
const CODE_LENGTH_MAX = 40;
/** A credit of more than this is a slip of the keyboard, in any currency. */
const CREDIT_MINOR_MAX = 100_000_000;

export const GiftCardCode = requiredText(CODE_LENGTH_MAX);

const CreditAmount = z.strictObject({
  amount: z.int().min(1).max(CREDIT_MINOR_MAX),
  currency: CurrencyCode,
});

export const GiftCardStatus = z.enum(["active", "disabled"]);
export const GiftCard = z
  .object({
    id: Id,
    version: z.int(),
    status: GiftCardStatus,
    last4: z.string(),
    balance: MoneyBody,
    expiresAt: Timestamp.nullable(),
    note: z.string().nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "GiftCard" });
export type GiftCard = z.infer<typeof GiftCard>;
export const GiftCardListQuery = z.strictObject({ ...pageQuery, last4: z.string().max(4).optional() });
export const GiftCardPage = pageOf(GiftCard).meta({ id: "GiftCardPage" });

/** One line of the ledger: positive came, negative went. */
export const CreditEntry = z
  .object({
    id: Id,
    kind: z.enum(["issued", "granted", "taken", "redeemed", "returned"]),
    amount: MoneyBody,
    orderId: Id.nullable(),
    /** Of what it is a consequence: a refund's id, or "cancelled". */
    reference: z.string().nullable(),
    reason: z.string().nullable(),
    staffId: Id.nullable(),
    at: Timestamp,
  })
  .meta({ id: "CreditEntry" });
export type CreditEntry = z.infer<typeof CreditEntry>;

/** With the newest entries of its ledger. */
export const GiftCardDetails = GiftCard.extend({ entries: z.array(CreditEntry) }).meta({
  id: "GiftCardDetails",
});
export type GiftCardDetails = z.infer<typeof GiftCardDetails>;

export const IssueGiftCardBody = z.strictObject({
  /** Made by who asks: the same id again is refused, so that no repetition issues a second card. */
  id: Id.optional(),
  amount: CreditAmount,
  expiresAt: Timestamp.optional(),
  note: text(500).optional(),
});
export type IssueGiftCardBody = z.infer<typeof IssueGiftCardBody>;
/** `code` is shown this once; the shop keeps its keyed hash only. */
export const IssuedGiftCard = GiftCard.extend({ code: z.string() }).meta({ id: "IssuedGiftCard" });
export const UpdateGiftCardBody = z.strictObject({
  status: GiftCardStatus.optional(),
  expiresAt: Timestamp.nullable().optional(),
  note: text(500).nullable().optional(),
});
export type UpdateGiftCardBody = z.infer<typeof UpdateGiftCardBody>;

export const GiftCardBalanceBody = z.strictObject({ code: GiftCardCode });
export const GiftCardBalance = z
  .object({ last4: z.string(), balance: MoneyBody, expiresAt: Timestamp.nullable() })
  .meta({ id: "GiftCardBalance" });

/** A customer's credit in one currency, with the newest entries of its ledger. */
export const StoreCredit = z
  .object({ id: Id, balance: MoneyBody, entries: z.array(CreditEntry.omit({ staffId: true })) })
  .meta({ id: "StoreCredit" });
export type StoreCredit = z.infer<typeof StoreCredit>;
export const StoreCreditList = z.object({ items: z.array(StoreCredit) }).meta({ id: "StoreCreditList" });
export type StoreCreditList = z.infer<typeof StoreCreditList>;
/** Positive is granted, negative taken. */
export const ChangeStoreCreditBody = z.strictObject({
  amount: z.strictObject({
    amount: z
      .int()
      .min(-CREDIT_MINOR_MAX)
      .max(CREDIT_MINOR_MAX)
      .refine((amount) => amount !== 0, { error: "must not be zero" }),
    currency: CurrencyCode,
  }),
  reason: requiredText(500),
});
export type ChangeStoreCreditBody = z.infer<typeof ChangeStoreCreditBody>;
