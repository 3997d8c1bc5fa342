// The account's books: what transaction search lists, and the witness of what really moved.
import { type Amount, hundredthsOf, toAmount } from "./amount.ts";

const FEE_SHARE = 0.0299;
const FEE_FIXED = 39;
const HUNDREDTHS = 100;

export type TransactionCode = "T0006" | "T1107" | "T1201" | "T1202" | "T0400" | "T1503";
export type Transaction = {
  readonly transaction_id: string;
  readonly transaction_event_code: TransactionCode;
  readonly transaction_initiation_date: string;
  readonly transaction_amount: Amount;
  readonly fee_amount?: Amount;
  readonly transaction_status: "S";
  readonly custom_field?: string;
  readonly invoice_id?: string;
  readonly paypal_reference_id?: string;
};

export type TransactionDraft = {
  readonly id: string;
  readonly code: TransactionCode;
  readonly at: string;
  readonly amount: Amount;
  readonly customField?: string | undefined;
  readonly invoiceId?: string | undefined;
  readonly referenceId?: string | undefined;
};

const incoming: readonly TransactionCode[] = ["T0006", "T1202"];

export function transactionOf(draft: TransactionDraft): Transaction {
  const { id, code, at, amount, customField, invoiceId, referenceId } = draft;
  const isIncoming = incoming.includes(code);
  return {
    transaction_id: id,
    transaction_event_code: code,
    transaction_initiation_date: at,
    transaction_amount: isIncoming ? amount : negative(amount),
    ...(code === "T0006" && { fee_amount: negative(feeOf(amount)) }),
    transaction_status: "S",
    ...(customField !== undefined && { custom_field: customField }),
    ...(invoiceId !== undefined && { invoice_id: invoiceId }),
    ...(referenceId !== undefined && { paypal_reference_id: referenceId }),
  };
}

export function feeOf(amount: Amount): Amount {
  const fee = Math.round(hundredthsOf(amount) * FEE_SHARE) + FEE_FIXED;
  const isWhole = !amount.value.includes(".");
  const rounded = isWhole ? Math.ceil(fee / HUNDREDTHS) * HUNDREDTHS : fee;
  return toAmount(amount.currency_code, Math.min(rounded, hundredthsOf(amount)));
}

function negative({ currency_code, value }: Amount): Amount {
  return { currency_code, value: `-${value}` };
}
