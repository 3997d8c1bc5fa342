// The card form. A number or security code that was typed is never sent back to the page.
import { formatMoney } from "@souk/money";
import type { CardErrors, CardField, CardForm } from "../domain/card-form.ts";
import type { Payment } from "../domain/records.ts";
import { testCards, type DeclineCode } from "../domain/test-cards.ts";
import { html, type Html } from "./html.ts";
import { layout, orderLabel, type Page } from "./layout.ts";

type Typed = { readonly form: CardForm; readonly errors: CardErrors };
type Input = {
  readonly name: CardField;
  readonly label: string;
  readonly hint: string;
  readonly autocomplete: string;
  readonly numeric: boolean;
};

const inputs: Readonly<Record<CardField, Input>> = {
  number: { name: "number", label: "Card number", hint: "", autocomplete: "cc-number", numeric: true },
  expiry: {
    name: "expiry",
    label: "Expiry date",
    hint: "Like 04 / 30",
    autocomplete: "cc-exp",
    numeric: true,
  },
  cvc: { name: "cvc", label: "Security code", hint: "3 digits", autocomplete: "cc-csc", numeric: true },
  name: { name: "name", label: "Name on the card", hint: "", autocomplete: "cc-name", numeric: false },
};

const declines: Readonly<Record<DeclineCode, readonly [string, string]>> = {
  card_declined: ["The bank declined this card.", "Nothing was charged. Try another card."],
  insufficient_funds: ["There is not enough money on this card.", "Nothing was charged. Try another card."],
  authentication_failed: [
    "The bank did not get your approval.",
    "Nothing was charged. Try again, or use another card.",
  ],
};

export function cardPage(payment: Payment, typed?: Typed): Page {
  const total = formatMoney(payment, "en");
  return layout(
    `${typed && Object.keys(typed.errors).length > 0 ? "Error: " : ""}Pay ${total}`,
    html`<div class="grid">
      <section class="sum" aria-label="What you pay">
        <p class="kicker">To pay</p>
        <p class="amount">${total}</p>
        <dl class="facts">
          <div>
            <dt>Order</dt>
            <dd>${orderLabel(payment)}</dd>
          </div>
        </dl>
      </section>
      <form class="sheet" method="post" action="${payment.id}" novalidate>
        <h1>Pay by card</h1>
        ${alertOf(payment, typed)} ${field(inputs.number, typed)}
        <div class="pair">${field(inputs.expiry, typed)}${field(inputs.cvc, typed)}</div>
        ${field(inputs.name, typed)}
        <button type="submit">Pay ${total}</button>
        ${payment.returnUrl === undefined ? "" : html`<a class="leave" href="${payment.id}/cancel">Cancel and go back to the shop</a>`}
      </form>
      ${testCardList()}
    </div>`,
  );
}

function alertOf(payment: Payment, typed: Typed | undefined): Html | string {
  const errorCount = Object.keys(typed?.errors ?? {}).length;
  if (errorCount > 0) {
    const fields = errorCount === 1 ? "One field needs" : `${errorCount} fields need`;
    return html`<div class="alert" role="alert">
      <strong>${fields} another look.</strong> Please type the card number and security code again; they are
      never kept.
    </div>`;
  }
  if (!payment.declineCode) return "";
  const [title, advice] = declines[payment.declineCode];
  return html`<div class="alert" role="alert"><strong>${title}</strong> ${advice}</div>`;
}

function field({ name, label, hint, autocomplete, numeric }: Input, typed: Typed | undefined): Html {
  const error = typed?.errors[name];
  const isKept = name === "name" || name === "expiry";
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ""}
    <input
      id="${name}"
      name="${name}"
      autocomplete="${autocomplete}"
      required
      spellcheck="false"
      value="${(isKept && typed?.form[name]) || ""}"
      ${numeric ? html` inputmode="numeric"` : ""}${
        describedBy ? html` aria-describedby="${describedBy}"` : ""
      }${error ? html` aria-invalid="true"` : ""}
    />
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : ""}
  </div>`;
}

function testCardList(): Html {
  const items = testCards.map(
    ({ number, title }) =>
      html`<li>
        <code>${number.replaceAll(/(?<group>.{4})(?!$)/gu, "$<group> ")}</code> <span>${title}</span>
      </li> `,
  );
  return html`<section class="cards" aria-labelledby="cards">
    <h2 id="cards">Test cards</h2>
    <p class="kicker">With any expiry date ahead, any security code and any name. Real cards are refused.</p>
    <ul>
      ${items}
    </ul>
  </section>`;
}
