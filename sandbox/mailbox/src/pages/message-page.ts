// One message: as a reader sees it, as text, and as it was sent.
import type { Message } from "../message.ts";
import { html, type Html } from "./html.ts";
import { badge, layout, moment, type Page } from "./layout.ts";

type View = "html" | "text" | "source";
const titles: Readonly<Record<View, string>> = { html: "Message", text: "Text", source: "Source" };

export function messagePage(base: string, message: Message, asked: View | undefined): Page {
  const { id, channel, subject, from, to, receivedAt } = message;
  const views = viewsOf(message);
  const view = views.find((known) => known === asked) ?? views[0] ?? "text";
  const title = subject || "(no subject)";
  const tabs = views.map(
    (known) =>
      html`<a href="${base}/${id}?view=${known}" ${known === view ? html` aria-current="page"` : ""}
        >${titles[known]}</a
      >`,
  );
  const content = html`<a class="back" href="${base}/">All messages</a>
    <h1>${badge(channel)}${title}</h1>
    <dl class="facts">
      <dt>From</dt>
      <dd>${from}</dd>
      <dt>To</dt>
      <dd>${to.join(", ")}</dd>
      <dt>Received</dt>
      <dd>${moment(receivedAt)}</dd>
      ${attachmentsOf(base, message)}
    </dl>
    <nav class="tabs" aria-label="Views">${tabs}</nav>
    ${show(base, message, view)}`;
  return layout(base, title, { content });
}

function viewsOf({ html, text, raw }: Message): readonly View[] {
  const views: readonly (View | undefined)[] = [
    html === undefined ? undefined : "html",
    text === undefined ? undefined : "text",
    raw === undefined ? undefined : "source",
  ];
  return views.filter((view) => view !== undefined);
}

function show(base: string, message: Message, view: View): Html {
  if (view === "html") {
    return html`<iframe
      src="${base}/${message.id}/html"
      title="The message"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>`;
  }
  if (view === "source")
    return html`<pre class="source" tabindex="0">
${Buffer.from(message.raw ?? "", "latin1").toString("utf8")}</pre>`;
  return html`<pre>${message.text ?? ""}</pre>`;
}

function attachmentsOf(base: string, { id, attachments }: Message): Html | "" {
  if (attachments.length === 0) return "";
  const items = attachments.map(
    ({ filename, content }, index) =>
      html`<li>
        <a href="${base}/${id}/attachments/${String(index)}">${filename}</a>
        <span class="soft">${String(content.length)} bytes</span>
      </li>`,
  );
  return html`<dt>Attached</dt>
    <dd>
      <ul class="files">
        ${items}
      </ul>
    </dd> `;
}
