// Which days a report covers. Pure.
import { type FieldError, Refusal } from "@souk/errors";
import { isCurrency } from "@souk/money";

const DAY_MS = 86_400_000;
export const DAYS_DEFAULT = 30;
/** A leap year. */
export const DAYS_MAX = 366;
const CURRENCY_DEFAULT = "EUR";

export type SalesQuestion = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly currency?: string | undefined;
};
export type SalesRange = { readonly from: string; readonly to: string; readonly currency: string };

/** Days are UTC's. Without an end the report ends today; without a start it covers 30 days. */
export function salesRange(question: SalesQuestion, now: Date): SalesRange {
  const { currency = CURRENCY_DEFAULT, to = dayOf(now) } = question;
  const { from = dayOf(new Date(Date.parse(to) - (DAYS_DEFAULT - 1) * DAY_MS)) } = question;
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) {
    throw refusal("sales_range_reversed", "A report cannot end before it begins.", [
      { pointer: "/from", code: "after_to", message: "must not be after to" },
      { pointer: "/to", code: "before_from", message: "must not be before from" },
    ]);
  }
  if (days > DAYS_MAX) {
    const message = `must be less than ${DAYS_MAX} days apart`;
    throw refusal("sales_range_too_long", `A report covers at most ${DAYS_MAX} days.`, [
      { pointer: "/from", code: "too_early", message },
      { pointer: "/to", code: "too_late", message },
    ]);
  }
  if (!isCurrency(currency)) {
    throw refusal("currency_unknown", "There is no such currency.", [
      { pointer: "/currency", code: "unknown", message: "must be a currency of ISO 4217" },
    ]);
  }
  return { from, to, currency };
}

function refusal(code: string, message: string, fields: readonly FieldError[]): Refusal {
  return new Refusal("invalid", code, message, { fields });
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, "YYYY-MM-DD".length);
}
