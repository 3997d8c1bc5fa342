// The test cards and tokens, and what each of them does. Real cards are never accepted.

export type DeclineCode = "card_declined" | "insufficient_funds" | "authentication_failed";
export type Card = { readonly brand: "visa"; readonly last4: string };
export type CardOutcome = "approved" | "card_declined" | "insufficient_funds" | "challenge" | "disputed";
export type CardKind = { readonly card: Card; readonly outcome: CardOutcome };
export type TestCard = CardKind & { readonly number: string; readonly title: string };

export const testCards: readonly TestCard[] = [
  testCard("4242424242424242", "approved", "Pays"),
  testCard("4000000000000002", "card_declined", "Is declined"),
  testCard("4000000000009995", "insufficient_funds", "Has too little money"),
  testCard("4000000000003220", "challenge", "Asks for 3-D Secure"),
  testCard("4000000000000259", "disputed", "Pays, then is disputed"),
];

export const tokens = [
  "tok_visa",
  "tok_3ds",
  "tok_declined",
  "tok_insufficient_funds",
  "tok_dispute",
  "tok_timeout_after_charge",
] as const;
export type Token = (typeof tokens)[number];

const tokenKinds: Record<Token, CardKind> = {
  tok_visa: { card: visa("4242"), outcome: "approved" },
  tok_3ds: { card: visa("3220"), outcome: "challenge" },
  tok_declined: { card: visa("0002"), outcome: "card_declined" },
  tok_insufficient_funds: { card: visa("9995"), outcome: "insufficient_funds" },
  tok_dispute: { card: visa("0259"), outcome: "disputed" },
  tok_timeout_after_charge: { card: visa("4242"), outcome: "approved" },
};

export function cardOfToken(token: Token): CardKind {
  return tokenKinds[token];
}

export function findTestCard(number: string): CardKind | undefined {
  const found = testCards.find((card) => card.number === number);
  return found && { card: found.card, outcome: found.outcome };
}

/** The card behind a kept method, of which only the last digits are known. */
export function cardEndingIn(last4: string): CardKind | undefined {
  const found = testCards.find(({ card }) => card.last4 === last4);
  return found && { card: found.card, outcome: found.outcome };
}

/** The check digit that catches a mistyped card number. */
export function passesLuhn(digits: string): boolean {
  const sum = digits
    .split("")
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function testCard(number: string, outcome: CardOutcome, title: string): TestCard {
  return { number, outcome, title, card: visa(number.slice(-4)) };
}

function visa(last4: string): Card {
  return { brand: "visa", last4 };
}
