// The bank's question to the shopper, as 3-D Secure asks it.
import type { PaymentIntent } from "../state/objects.ts";

export function challengePage({ amount, currency, next_action: question }: PaymentIntent): string {
  const buttons = question
    ? `<form method="post"><button name="answer" value="approve">Approve</button> <button name="answer" value="reject">Reject</button></form>`
    : "<p>There is nothing to answer any more.</p>";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Your bank asks</title><style>body{font:1.1rem/1.5 system-ui;max-width:28rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem}</style>
<h1>Is this you?</h1><p>A test payment of ${amount} ${currency.toUpperCase()} (in its smallest unit) waits for your word.</p>${buttons}</html>
`;
}
