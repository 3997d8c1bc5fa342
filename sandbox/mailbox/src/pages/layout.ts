// The frame of the mailbox's pages, and what a browser may do on them.
import { createHash } from "node:crypto";
import { html, type Html } from "./html.ts";
import { style } from "./style.ts";

export type Page = { readonly html: string };

const refreshSeconds = 10;
// Written apart from the page, so that no formatter puts a blank where the hash allows none.
const styleElement: Html = { markup: `<style>${style}</style>` };
const styleHash = createHash("sha256").update(style).digest("base64");

export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** A mail may style itself and show the shop's own pictures; it runs nothing and calls nobody. Links open beside it. */
export const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'self'",
  "form-action 'none'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

export function layout(
  base: string,
  title: string,
  page: { readonly content: Html; readonly refreshes?: boolean },
): Page {
  const refresh =
    page.refreshes === true ? html`<meta http-equiv="refresh" content="${String(refreshSeconds)}" />` : "";
  const made = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${refresh}
        <title>${title} · Mailbox</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <div>
            <a class="mark" href="${base}/"
              ><svg
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                stroke-width="1.75"
                aria-hidden="true"
              >
                <path d="M12 2.5 14.8 9.2 21.5 12 14.8 14.8 12 21.5 9.2 14.8 2.5 12 9.2 9.2Z" />
                <rect x="6.2" y="6.2" width="11.6" height="11.6" /></svg
              >Mailbox</a
            >
            <p class="soft">Nothing here leaves this machine.</p>
          </div>
        </header>
        <main>${page.content}</main>
      </body>
    </html> `;
  return { html: made.markup };
}

export function missingPage(base: string): Page {
  const title = "There is no such message";
  const content = html`<section class="empty">
    <h1>${title}</h1>
    <p>It may have made room for newer ones, or the mailbox was emptied.</p>
    <p><a class="back" href="${base}/">All messages</a></p>
  </section>`;
  return layout(base, title, { content });
}

export function moment(iso: string): Html {
  const text = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "UTC",
  }).format(new Date(iso));
  return html`<time datetime="${iso}">${text} UTC</time>`;
}

export function badge(channel: "email" | "sms" | "push"): Html | "" {
  if (channel === "email") return "";
  return html`<span class="badge">${channel === "sms" ? "Text message" : "Push"}</span>`;
}
