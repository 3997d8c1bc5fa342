// Pages that only say how things stand: paid, declined, cancelled by the shop, or nothing here.
import { formatMoney } from "@souk/money";
import type { Payment } from "../domain/records.ts";
import { isCharged } from "../domain/payment.ts";
import { html } from "./html.ts";
import { layout, orderLabel, type Page } from "./layout.ts";

export function donePage(payment: Payment): Page {
  const total = formatMoney(payment, "en");
  const [title, text] = describe(payment, total);
  const back =
    payment.returnUrl === undefined
      ? html`<p>You can close this page.</p>`
      : html`<a class="button" href="${payment.id}/cancel">Back to the shop</a>`;
  return layout(
    title,
    html`<section class="sheet narrow">
      <h1>${title}</h1>
      <div class="ask"><p>${text}</p></div>
      ${back}
    </section>`,
  );
}

export function missingPage(): Page {
  const title = "There is no such payment";
  return layout(
    title,
    html`<section class="sheet narrow">
      <h1>${title}</h1>
      <p>The link may be cut short. Go back to the shop and start again from there.</p>
    </section>`,
  );
}

function describe(payment: Payment, total: string): readonly [string, string] {
  if (isCharged(payment)) return ["Thank you", `${total} for order ${orderLabel(payment)} is paid.`];
  if (payment.status === "voided")
    return [
      "This payment was cancelled",
      `The shop cancelled the payment for order ${orderLabel(payment)}. Nothing was charged.`,
    ];
  if (payment.status === "declined")
    return ["The payment was declined", `Nothing was charged for order ${orderLabel(payment)}.`];
  return [
    "The payment is still open",
    `Nothing was charged for order ${orderLabel(payment)}. Open the payment link again to pay.`,
  ];
}
