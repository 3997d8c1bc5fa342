// A Payment Intent in the words of the house. The same reading for answers and for webhooks.
import { z } from "zod";
import type { ProviderMethod, ProviderPayment } from "../../payments/domain/payment.ts";
import { fromStripeAmount } from "./amounts.ts";

/** Set on intents that the shop itself confirmed: there is no page on which a declined card could be tried again. */
export const CONFIRMED_BY_SHOP = "shop";

const expandable = z.union([z.string(), z.object({ id: z.string() })]).nullish();

/** Where Stripe's other objects name the intent they belong to. */
export const intentOrId = z
  .union([z.string(), z.object({ id: z.string(), metadata: z.record(z.string(), z.string()) })])
  .nullish();

/** What is read of an intent; all of it is in every version of the API since 2019. */
export const intentFacts = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.int(),
  amount_received: z.int(),
  currency: z.string(),
  client_secret: z.string().nullish(),
  customer: expandable,
  setup_future_usage: z.string().nullish(),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
  next_action: z.object({ redirect_to_url: z.object({ url: z.string().nullish() }).nullish() }).nullish(),
  latest_charge: z.union([z.string(), z.object({ amount_refunded: z.int() })]).nullish(),
  payment_method: z
    .union([
      z.string(),
      z.object({
        id: z.string(),
        card: z
          .object({ brand: z.string(), last4: z.string(), exp_month: z.int(), exp_year: z.int() })
          .optional(),
      }),
    ])
    .nullish(),
});
export type IntentFacts = z.infer<typeof intentFacts>;

export function toProviderPayment(intent: IntentFacts): ProviderPayment {
  const { id, metadata, last_payment_error: problem, latest_charge: charge } = intent;
  const inHouse = (amount: number) => fromStripeAmount(amount, intent.currency);
  const status = statusOf(intent);
  const isOpen = status === "requires_action";
  const method = methodOf(intent);
  return {
    providerPaymentId: id,
    reference: metadata["payment_id"] ?? "",
    orderId: metadata["order_id"] ?? "",
    status,
    amount: inHouse(intent.amount),
    capturedMinor: inHouse(intent.amount_received).amount,
    ...(typeof charge === "object" &&
      charge !== null && { refundedMinor: inHouse(charge.amount_refunded).amount }),
    ...(method && { method }),
    redirectUrl: (isOpen && intent.next_action?.redirect_to_url?.url) || null,
    clientSecret: (isOpen && intent.client_secret) || null,
    failureCode: problem ? failureCodeOf(problem) : null,
  };
}

/** An intent of which a part was captured counts as captured, whatever became of the rest. */
function statusOf(intent: IntentFacts): ProviderPayment["status"] {
  if (intent.amount_received > 0) return "captured";
  if (intent.status === "requires_capture") return "authorized";
  if (isDeclinedForGood(intent)) return "failed";
  return intent.status === "canceled" ? "cancelled" : "requires_action";
}

function isDeclinedForGood({ status, metadata, last_payment_error: problem }: IntentFacts): boolean {
  const isDeclined = status === "requires_payment_method" || status === "canceled";
  return isDeclined && Boolean(problem) && metadata["confirmed_by"] === CONFIRMED_BY_SHOP;
}

/** Stripe's words for what the shopper is told in ours; all others pass as they are. */
const failureCodes: Readonly<Record<string, string>> = {
  generic_decline: "card_declined",
  payment_intent_authentication_failure: "authentication_failed",
};

function failureCodeOf(problem: NonNullable<IntentFacts["last_payment_error"]>): string {
  const code = problem.decline_code ?? problem.code ?? "declined";
  return failureCodes[code] ?? code;
}

/** What was kept, where the customer let us and the method is there to be read. */
function methodOf({
  customer,
  payment_method: method,
  setup_future_usage: use,
}: IntentFacts): ProviderMethod | undefined {
  if (!use || !customer || typeof method !== "object" || !method?.card) return undefined;
  const { brand, last4, exp_month: month, exp_year: year } = method.card;
  return {
    providerCustomerId: typeof customer === "string" ? customer : customer.id,
    providerMethodId: method.id,
    brand,
    last4,
    expires: `${year}-${String(month).padStart(2, "0")}`,
  };
}
