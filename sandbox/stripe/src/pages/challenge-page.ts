// The bank's question to the shopper, as 3-D Secure asks it.
import type { PaymentIntent } from "../state/objects.ts";

const style = `
:root { color-scheme: light dark; --paper: light-dark(oklch(0.975 0.008 85), oklch(0.185 0.008 70)); --sheet: light-dark(oklch(0.995 0.004 85), oklch(0.225 0.01 70));
  --line: light-dark(oklch(0.86 0.012 80), oklch(0.34 0.012 70)); --edge: light-dark(oklch(0.58 0.015 75), oklch(0.56 0.02 72));
  --ink: light-dark(oklch(0.25 0.015 70), oklch(0.94 0.012 85)); --soft: light-dark(oklch(0.46 0.015 70), oklch(0.74 0.015 80));
  --saffron: oklch(0.8 0.155 78); --on-saffron: oklch(0.22 0.03 70); --focus: light-dark(oklch(0.44 0.15 272), oklch(0.79 0.1 272)); }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 28rem; margin: 4rem auto; padding: 0 1.25rem; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.75rem 1.5rem; }
h1, .amount { font-family: Palatino, Georgia, serif; font-weight: 500; line-height: 1.15; }
.amount { font-size: 2.25rem; margin: 0.5rem 0; font-variant-numeric: lining-nums tabular-nums; }
.soft { color: var(--soft); margin-bottom: 1.25rem; }
button { width: 100%; min-height: 3rem; margin-top: 0.75rem; font: inherit; font-weight: 600; border: 1px solid var(--edge); border-radius: 0.5rem; background: none; color: inherit; cursor: pointer; }
button[value="approve"] { background: var(--saffron); border-color: var(--saffron); color: var(--on-saffron); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;

export function challengePage({ amount, currency, next_action: question }: PaymentIntent): string {
  const answers = question
    ? `<form method="post"><button name="answer" value="approve">Approve</button><button name="answer" value="reject">Reject</button></form>`
    : "<p>There is nothing to answer any more.</p>";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your bank asks</title><style>${style}</style></head>
<body><main><div class="sheet"><h1>Is this you?</h1><p class="amount">${amountText(amount, currency)}</p>
<p class="soft">A shop asks for this. It is a test, and no money moves.</p>${answers}</div></main></body></html>
`;
}

/** Stripe counts in the smallest unit of a currency; `Intl` knows how many decimals that leaves. */
function amountText(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const { maximumFractionDigits = 0 } = format.resolvedOptions();
  return format.format(amountMinor / 10 ** maximumFractionDigits);
}
