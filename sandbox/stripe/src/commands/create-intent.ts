// Makes a Payment Intent, and confirms it at once where the caller says so.
import { randomBytes } from "node:crypto";
import { invalid } from "../api-error.ts";
import { type Form, listOf, mapOf, textOf } from "../form.ts";
import type { Account } from "../state/account.ts";
import type { PaymentIntent } from "../state/objects.ts";
import { confirmIntent } from "./confirm-intent.ts";

const SECRET_BYTES = 12;
const AMOUNT_MAX = 99_999_999;
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);
const THREE_DECIMAL_STEP = 10;
const KNOWN = new Set(
  `amount currency capture_method allowed_payment_method_types automatic_payment_methods description metadata payment_method_options
   customer setup_future_usage confirm payment_method confirmation_token return_url off_session expand`.split(
    /\s+/,
  ),
);

export type PageAddresses = { readonly challengeUrl: (intentId: string) => string };

export function createIntent(account: Account, form: Form, pages: PageAddresses): PaymentIntent {
  const unknown = Object.keys(form).find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw invalid(`Received unknown parameter: ${unknown}`, { code: "parameter_unknown", param: unknown });
  const intent = newIntent(account, form);
  account.intents.set(intent.id, intent);
  account.publish("payment_intent.created", intent);
  if (form["confirm"] !== "true") return intent;
  return confirmIntent(account, intent, {
    methodId: textOf(form["confirmation_token"]) ?? textOf(form["payment_method"]),
    returnUrl: textOf(form["return_url"]),
    isOffSession: form["off_session"] === "true",
    ...pages,
  });
}

function newIntent(account: Account, form: Form): PaymentIntent {
  const id = account.newId("pi");
  const customer = textOf(form["customer"]) ?? null;
  if (customer !== null && !account.customers.has(customer))
    throw invalid(`No such customer: '${customer}'`, { code: "resource_missing", param: "customer" });
  return {
    id,
    object: "payment_intent",
    ...amountOf(form),
    client_secret: `${id}_secret_${randomBytes(SECRET_BYTES).toString("hex")}`,
    created: account.seconds(),
    livemode: false,
    description: textOf(form["description"]) ?? null,
    capture_method: form["capture_method"] === "manual" ? "manual" : "automatic",
    payment_method_types: listOf(form["allowed_payment_method_types"]),
    customer,
    setup_future_usage: textOf(form["setup_future_usage"]) ?? null,
    amount_capturable: 0,
    amount_received: 0,
    status: "requires_payment_method",
    metadata: mapOf(form["metadata"]),
    payment_method: null,
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    canceled_at: null,
  };
}

function amountOf(form: Form): Pick<PaymentIntent, "amount" | "currency"> {
  const amount = Number(textOf(form["amount"]));
  const currency = textOf(form["currency"]) ?? "";
  if (!Number.isInteger(amount) || amount < 1)
    throw invalid("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, { param: "currency" });
  if (amount > AMOUNT_MAX)
    throw invalid("Amount must be no more than 99999999", { code: "amount_too_large", param: "amount" });
  if (THREE_DECIMAL.has(currency) && amount % THREE_DECIMAL_STEP !== 0)
    throw invalid("Three-decimal amounts must be a multiple of 10.", { param: "amount" });
  return { amount, currency };
}
