// The question a bank asks under 3-D Secure: is it you?
import { formatMoney } from "@souk/money";
import type { Payment } from "../domain/records.ts";
import { html } from "./html.ts";
import { layout, orderLabel, type Page } from "./layout.ts";

export function challengePage(payment: Payment): Page {
  const total = formatMoney(payment, "en");
  return layout(
    `Approve ${total}`,
    html`<form class="sheet narrow" method="post" action="${payment.id}/challenge">
      <p class="bank"><span>Test bank</span><span>3-D Secure</span></p>
      <h1>Is this you?</h1>
      <div class="ask">
        <p class="amount">${total}</p>
        <p>
          A shop asks to take this from your card ending in ${payment.card?.last4 ?? ""}, for order
          ${orderLabel(payment)}.
        </p>
      </div>
      <div class="stack">
        <button name="decision" value="approve">Approve</button>
        <button class="quiet" name="decision" value="reject">Reject</button>
      </div>
    </form>`,
  );
}
