// Reads what a shopper typed into the card form and says kindly what is wrong. The number never leaves this file whole.
import { findTestCard, passesLuhn, type CardKind } from "./test-cards.ts";

export type CardField = "number" | "expiry" | "cvc" | "name";
export type CardForm = Readonly<Record<CardField, string>>;
export type CardErrors = Partial<Readonly<Record<CardField, string>>>;

const digitsMin = 12;
const digitsMax = 19;
const nameLengthMax = 100;
const yearsAheadMax = 30;

export function checkCardForm(
  form: CardForm,
  now: Date,
): { readonly kind: CardKind } | { readonly errors: CardErrors } {
  const digits = form.number.replaceAll(/[\s-]/gu, "");
  const kind = findTestCard(digits);
  const errors: Record<CardField, string | undefined> = {
    number: kind ? undefined : explainNumber(digits),
    expiry: explainExpiry(form.expiry, now),
    cvc: explainCvc(form.cvc.trim()),
    name: explainName(form.name.trim()),
  };
  const found = Object.entries(errors).filter(([, message]) => message !== undefined);
  return kind && found.length === 0 ? { kind } : { errors: Object.fromEntries(found) };
}

function explainNumber(digits: string): string {
  if (digits === "") return "Enter a card number.";
  if (!/^\d+$/u.test(digits)) return "A card number has digits only.";
  if (digits.length < digitsMin || digits.length > digitsMax)
    return "That number is too short or too long. Check it against the card.";
  if (!passesLuhn(digits)) return "That number has a slip in it. Check it against the card.";
  return "This is a test: no real cards, please. Use one of the test cards on this page.";
}

function explainExpiry(text: string, now: Date): string | undefined {
  if (text.trim() === "") return "Enter the expiry date.";
  const { month, year } =
    /^\s*(?<month>\d{1,2})\s*[/\-. ]?\s*(?<year>\d{4}|\d{2})\s*$/u.exec(text)?.groups ?? {};
  if (month === undefined || year === undefined)
    return "Write the expiry date as month and year, like 04 / 30.";
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return "The month is a number from 01 to 12.";
  const yearNumber = Number(year) + (year.length === 2 ? 2000 : 0);
  const monthsLeft = (yearNumber - now.getUTCFullYear()) * 12 + (monthNumber - 1 - now.getUTCMonth());
  if (monthsLeft < 0) return "That card has expired. Use a date that lies ahead.";
  return monthsLeft > yearsAheadMax * 12
    ? "That year is too far ahead. Check it against the card."
    : undefined;
}

function explainCvc(text: string): string | undefined {
  if (text === "") return "Enter the security code.";
  return /^\d{3,4}$/u.test(text) ? undefined : "The security code has 3 digits, on the back of the card.";
}

function explainName(text: string): string | undefined {
  if (text === "") return "Enter the name on the card.";
  return text.length > nameLengthMax ? `A name has at most ${nameLengthMax} letters.` : undefined;
}
