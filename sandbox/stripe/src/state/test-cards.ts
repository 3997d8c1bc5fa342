// Stripe's own test cards and payment methods, and how each behaves: https://docs.stripe.com/testing
export type CardBehaviour = {
  readonly number: string;
  readonly brand: string;
  readonly outcome: "pays" | "asks" | "declines" | "pays_then_disputed";
  readonly declineCode?: string;
};

const visa = { brand: "visa" };
export const testCards: Readonly<Record<string, CardBehaviour>> = {
  pm_card_visa: { ...visa, number: "4242424242424242", outcome: "pays" },
  pm_card_mastercard: { brand: "mastercard", number: "5555555555554444", outcome: "pays" },
  pm_card_visa_chargeDeclined: {
    ...visa,
    number: "4000000000000002",
    outcome: "declines",
    declineCode: "generic_decline",
  },
  pm_card_visa_chargeDeclinedInsufficientFunds: {
    ...visa,
    number: "4000000000009995",
    outcome: "declines",
    declineCode: "insufficient_funds",
  },
  pm_card_authenticationRequired: { ...visa, number: "4000002760003184", outcome: "asks" },
  pm_card_createDispute: { ...visa, number: "4000000000000259", outcome: "pays_then_disputed" },
};

export function cardOfNumber(number: string): CardBehaviour | undefined {
  const digits = number.replaceAll(/\D/g, "");
  return Object.values(testCards).find((card) => card.number === digits);
}
