// The frame of every hosted page, and what a browser may do on it.
import { createHash } from "node:crypto";
import type { Payment } from "../domain/records.ts";
import { html, type Html } from "./html.ts";
import { style } from "./style.ts";

export type Page = { readonly html: string };

// Written apart from the page, so that no formatter puts a blank where the hash allows none.
const styleElement: Html = { markup: `<style>${style}</style>` };
const styleHash = createHash("sha256").update(style).digest("base64");

export function layout(title: string, content: Html): Page {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Sandbox Payments</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <p class="ribbon"><strong>Test provider.</strong> No card is charged and no money moves.</p>
        </header>
        <main>
          <p class="mark">
            <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true">
              <path d="M12 2.5 14.8 9.2 21.5 12 14.8 14.8 12 21.5 9.2 14.8 2.5 12 9.2 9.2Z" />
              <rect x="6.2" y="6.2" width="11.6" height="11.6" /></svg
            >Sandbox Payments
          </p>
          ${content}
        </main>
        <footer>A stand-in for a payment provider, for trying things out.</footer>
      </body>
    </html> `;
  return { html: page.markup };
}

/** What the shopper knows the order by: its number, where the shop sent one along. */
export function orderLabel(payment: Payment): string {
  return payment.metadata["orderNumber"] ?? payment.orderId;
}

/** The form may only be sent here; browsers hold the redirect after it to the same rule, so the shop's own origin is named too. */
export function contentSecurityPolicy(returnUrl: string | undefined): string {
  const shop = returnUrl === undefined ? "" : ` ${new URL(returnUrl).origin}`;
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action 'self'${shop}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}
