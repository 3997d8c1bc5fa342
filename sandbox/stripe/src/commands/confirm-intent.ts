// Pays an intent with a method: at once, after the bank has asked the shopper, or not at all.
import { ApiError, invalid, unexpectedState } from "../api-error.ts";
import type { Account } from "../state/account.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "../state/objects.ts";
import { type CardBehaviour, cardOfNumber, testCards } from "../state/test-cards.ts";
import { openDispute } from "./dispute-charge.ts";

const EXPIRY_YEAR = 2039;
const EXPIRY_MONTH = 12;
const LAST_DIGITS = 4;
const PAYMENT_FAILED = 402;

export type Confirmation = {
  readonly methodId: string | undefined;
  readonly returnUrl: string | undefined;
  readonly isOffSession: boolean;
  readonly challengeUrl: (intentId: string) => string;
};

export function confirmIntent(
  account: Account,
  intent: PaymentIntent,
  confirmation: Confirmation,
): PaymentIntent {
  if (intent.status !== "requires_payment_method")
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
    );
  const { methodId } = confirmation;
  if (methodId === undefined)
    throw invalid("You must provide a payment method.", { param: "payment_method" });
  const { method, card } = methodFor(account, methodId);
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  const isDeclined = card.outcome === "declines" || account.switches.spend("declineAll");
  if (isDeclined)
    return decline(account, intent, {
      code: "card_declined",
      decline_code: card.declineCode ?? "generic_decline",
    });
  if (card.outcome !== "asks") return takeOrHold(account, intent);
  if (confirmation.isOffSession)
    return decline(account, intent, {
      code: "authentication_required",
      decline_code: "authentication_required",
    });
  return askShopper(account, intent, confirmation);
}

/** What the shopper told the bank. */
export function answerChallenge(account: Account, intent: PaymentIntent, isApproved: boolean): PaymentIntent {
  if (intent.status !== "requires_action") throw unexpectedState("Nothing is asked of the shopper.");
  intent.next_action = null;
  if (isApproved) return takeOrHold(account, intent);
  recordDecline(account, intent, { code: "payment_intent_authentication_failure" });
  return intent;
}

/** A method that is kept pays; a test method of Stripe's makes one that does. */
function methodFor(
  account: Account,
  id: string,
): { readonly method: PaymentMethod; readonly card: CardBehaviour } {
  const kept = account.methods.get(id);
  const card = kept ? cardOf(kept) : testCards[id.replace(/^ctoken_/, "pm_")];
  if (!card)
    throw invalid(`No such PaymentMethod: '${id}'`, { code: "resource_missing", param: "payment_method" });
  return { method: kept ?? newMethod(account, card), card };
}

function cardOf({ card }: PaymentMethod): CardBehaviour | undefined {
  return Object.values(testCards).find(({ number }) => number.endsWith(card.last4));
}

export function newMethod(account: Account, card: CardBehaviour): PaymentMethod {
  const method: PaymentMethod = {
    id: account.newId("pm"),
    object: "payment_method",
    type: "card",
    customer: null,
    card: {
      brand: card.brand,
      last4: card.number.slice(-LAST_DIGITS),
      exp_month: EXPIRY_MONTH,
      exp_year: EXPIRY_YEAR,
    },
  };
  account.methods.set(method.id, method);
  return method;
}

export function methodOfNumber(account: Account, number: string): PaymentMethod {
  const card = cardOfNumber(number);
  if (card) return newMethod(account, card);
  const facts = {
    type: "card_error",
    code: "incorrect_number",
    message: "Your card number is incorrect.",
  } as const;
  throw new ApiError(PAYMENT_FAILED, facts);
}

function askShopper(account: Account, intent: PaymentIntent, confirmation: Confirmation): PaymentIntent {
  const { returnUrl } = confirmation;
  intent.status = "requires_action";
  if (returnUrl !== undefined) {
    const url = confirmation.challengeUrl(intent.id);
    intent.next_action = { type: "redirect_to_url", redirect_to_url: { url, return_url: returnUrl } };
  }
  account.publish("payment_intent.requires_action", intent);
  return intent;
}

type Problem = { readonly code: string; readonly decline_code?: string };

function decline(account: Account, intent: PaymentIntent, problem: Problem): never {
  recordDecline(account, intent, problem);
  throw new ApiError(PAYMENT_FAILED, {
    type: "card_error",
    ...problem,
    message: "Your card was declined.",
    payment_intent: intent,
  });
}

function recordDecline(account: Account, intent: PaymentIntent, problem: Problem): void {
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.last_payment_error = { ...problem, type: "card_error", message: "Your card was declined." };
  account.publish("payment_intent.payment_failed", intent);
}

function takeOrHold(account: Account, intent: PaymentIntent): PaymentIntent {
  const method = account.method(intent.payment_method ?? "");
  if (intent.setup_future_usage !== null) method.customer = intent.customer;
  const charge = newCharge(account, intent, method);
  intent.latest_charge = charge.id;
  if (intent.capture_method === "manual") {
    intent.status = "requires_capture";
    intent.amount_capturable = intent.amount;
    account.publish("payment_intent.amount_capturable_updated", intent);
    return intent;
  }
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  charge.amount_captured = intent.amount;
  account.move("charge", charge, charge.amount);
  account.publish("payment_intent.succeeded", intent);
  account.publish("charge.succeeded", charge);
  if (cardOf(method)?.outcome === "pays_then_disputed") openDispute(account, charge);
  return intent;
}

function newCharge(account: Account, intent: PaymentIntent, { card }: PaymentMethod): Charge {
  const { amount, currency, metadata } = intent;
  // As in life, not every card's network takes money in parts.
  const multicapture = { status: card.brand === "visa" ? "available" : "unavailable" };
  const charge: Charge = {
    id: account.newId("ch"),
    object: "charge",
    amount,
    currency,
    created: account.seconds(),
    metadata: { ...metadata },
    payment_intent: intent.id,
    amount_captured: 0,
    amount_refunded: 0,
    disputed: false,
    payment_method_details: { type: "card", card: { brand: card.brand, last4: card.last4, multicapture } },
  };
  account.charges.set(charge.id, charge);
  return charge;
}
