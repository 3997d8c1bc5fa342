// The pages a shopper sees at this stand-in for PayPal: whom to pay as, and how things stand.
import { createHash } from "node:crypto";
import type { Buyer, Order } from "../domain/order.ts";

const style = `
:root { color-scheme: light dark; --paper: oklch(0.975 0.008 85); --sheet: oklch(0.995 0.004 85); --line: oklch(0.86 0.012 80); --edge: oklch(0.58 0.015 75);
  --ink: oklch(0.25 0.015 70); --soft: oklch(0.46 0.015 70); --saffron: oklch(0.8 0.155 78); --on-saffron: oklch(0.22 0.03 70); --wash: oklch(0.95 0.035 88); --indigo: oklch(0.44 0.15 272); }
@media (prefers-color-scheme: dark) { :root { --paper: oklch(0.185 0.008 70); --sheet: oklch(0.225 0.01 70); --line: oklch(0.34 0.012 70);
  --ink: oklch(0.94 0.012 85); --soft: oklch(0.74 0.015 80); --saffron: oklch(0.81 0.145 80); --on-saffron: oklch(0.2 0.03 70); --wash: oklch(0.27 0.035 80); --indigo: oklch(0.79 0.1 272); } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Inter, "Segoe UI", system-ui, sans-serif; min-height: 100vh; }
h1, .amount { font-family: Fraunces, Palatino, Georgia, serif; font-weight: 500; line-height: 1.15; }
a { color: var(--indigo); }
.ribbon { background: var(--wash); border-bottom: 1px solid var(--line); padding: 0.625rem 1.25rem; text-align: center; }
main { max-width: 31rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.75rem 1.5rem; }
h1 { font-size: 1.5rem; margin-bottom: 0.5rem; }
.amount { font-size: 2.625rem; font-variant-numeric: lining-nums tabular-nums; }
.soft { color: var(--soft); margin-bottom: 1.25rem; }
fieldset { border: 0; padding: 0; margin-bottom: 1.25rem; }
legend { font-weight: 600; margin-bottom: 0.5rem; }
label { display: flex; gap: 0.75rem; align-items: center; min-height: 2.75rem; padding: 0.375rem 0; border-top: 1px solid var(--line); }
input { width: 1.25rem; height: 1.25rem; accent-color: var(--indigo); flex: none; }
button { width: 100%; min-height: 3.25rem; font: inherit; font-weight: 650; border: 0; border-radius: 0.5rem; background: var(--saffron); color: var(--on-saffron); cursor: pointer; }
.leave { display: flex; align-items: center; justify-content: center; min-height: 2.75rem; margin-top: 0.5rem; }
:focus-visible { outline: 3px solid var(--indigo); outline-offset: 2px; }
`;
const styleHash = createHash("sha256").update(style).digest("base64");

const labels: Readonly<Record<Buyer, string>> = {
  pays: "Leyla Demir — pays",
  declined: "Omar Haddad — their card is declined",
  pending: "Ines Costa — her bank takes days",
  disputes: "Jonas Weber — pays, and disputes it afterwards",
};

export function approvalPage(order: Order): string {
  const { amount, invoice_id: number } = order.unit;
  const choices = Object.entries(labels).map(
    ([buyer, label], index) =>
      `<label><input type="radio" name="buyer" value="${buyer}"${index === 0 ? " checked" : ""}>${escape(label)}</label>`,
  );
  const title = `Pay ${amount.value} ${amount.currency_code}`;
  const leave =
    order.cancelUrl === undefined
      ? ""
      : `<a class="leave" href="/checkoutnow/cancel?token=${order.id}">Cancel and go back to the shop</a>`;
  return layout(
    title,
    `<form class="sheet" method="post" action="/checkoutnow?token=${order.id}">
      <h1>Approve the payment</h1>
      <p class="amount">${escape(`${amount.value} ${amount.currency_code}`)}</p>
      <p class="soft">Order ${escape(number ?? order.id)}</p>
      <fieldset><legend>Pay as</legend>${choices.join("")}</fieldset>
      <button type="submit">Approve</button>${leave}
    </form>`,
  );
}

export function noticePage({ status, unit }: Order): string {
  const title = status === "PAYER_ACTION_REQUIRED" ? "The payment is still open" : "The payment is approved";
  const text = `Order ${unit.invoice_id ?? unit.custom_id ?? unit.reference_id}. You can close this page.`;
  return layout(title, `<section class="sheet"><h1>${title}</h1><p>${escape(text)}</p></section>`);
}

/** The form may only be sent here; browsers hold the redirect after it to the same rule, so the shop's own origin is named too. */
export function contentSecurityPolicy(returnUrl: string | undefined): string {
  const shop = returnUrl === undefined ? "" : ` ${new URL(returnUrl).origin}`;
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'${shop}; frame-ancestors 'none'; base-uri 'none'`;
}

function layout(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
    <title>${escape(title)} · Sandbox PayPal</title><style>${style}</style></head>
    <body><header class="ribbon"><strong>Test provider.</strong> This is not PayPal, and no money moves.</header><main>${content}</main></body></html>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}
