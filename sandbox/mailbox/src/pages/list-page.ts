// All messages, the newest first.
import type { Message } from "../message.ts";
import { html, type Html } from "./html.ts";
import { badge, layout, moment, type Page } from "./layout.ts";

type List = {
  readonly base: string;
  readonly messages: readonly Message[];
  readonly to: string | undefined;
  /** Whether these are the newest ones; only then does the page look for more by itself. */
  readonly isFirst: boolean;
  readonly older: string | undefined;
};

const previewMax = 140;

export function listPage({ base, messages, to, isFirst, older }: List): Page {
  const filter = to === undefined || to === "" ? "" : `&to=${encodeURIComponent(to)}`;
  const content = html`<div class="top">
      <h1>Messages</h1>
      <form class="find" action="${base}/" role="search">
        <div>
          <label for="to">Recipient</label
          ><input
            id="to"
            name="to"
            type="search"
            inputmode="email"
            autocomplete="off"
            spellcheck="false"
            value="${to ?? ""}"
          />
        </div>
        <button>Show</button>
      </form>
    </div>
    ${
      messages.length === 0
        ? empty(base, to)
        : html`<ul class="list">
            ${messages.map((message) => row(base, message))}
          </ul>`
    }
    ${isFirst && older === undefined ? "" : html`<nav class="more" aria-label="Pages">${pageLinks(base, { filter, isFirst, older })}</nav>`}`;
  return layout(base, "Messages", { content, refreshes: isFirst });
}

function row(base: string, message: Message): Html {
  const { id, channel, to, subject, text = "", receivedAt } = message;
  const preview = text.replaceAll(/\s+/gu, " ").trim().slice(0, previewMax);
  return html`<li>
    <a href="${base}/${id}"
      ><span>${to.join(", ")}</span>
      <span
        >${badge(channel)}<strong>${subject || (channel === "email" ? "(no subject)" : "")}</strong>
        <span class="soft preview">${preview}</span></span
      >
      <span class="soft">${moment(receivedAt)}</span></a
    >
  </li> `;
}

function empty(base: string, to: string | undefined): Html {
  const picture = html`<svg
    viewBox="0 0 48 48"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
    <rect x="5" y="11" width="38" height="27" rx="3" />
    <path d="m6 14 18 14 18-14" />
  </svg>`;
  if (to) {
    return html`<section class="empty">
      ${picture}
      <h2>Nothing for ${to} yet</h2>
      <p>This page looks again by itself. <a href="${base}/">Show all messages</a></p>
    </section>`;
  }
  return html`<section class="empty">
    ${picture}
    <h2>No messages yet</h2>
    <p>
      Register in the shop or place an order: whatever Souk sends lands here instead of in the world. This
      page looks again by itself.
    </p>
  </section>`;
}

function pageLinks(
  base: string,
  { filter, isFirst, older }: { filter: string; isFirst: boolean; older: string | undefined },
): Html {
  const newest = isFirst ? "" : html`<a href="${base}/?${filter.slice(1)}">Newest</a> `;
  return html`${newest}${older === undefined ? "" : html`<a href="${base}/?before=${older}${filter}">Older messages</a>`}`;
}
