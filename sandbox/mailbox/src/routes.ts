// The mailbox in a browser, and its messages as JSON for tests. Works below any prefix.
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from "fastify";
import { z } from "zod";
import type { Message } from "./message.ts";
import { contentSecurityPolicy, mailPolicy, missingPage, type Page } from "./pages/layout.ts";
import { listPage } from "./pages/list-page.ts";
import { messagePage } from "./pages/message-page.ts";
import type { MessageStore } from "./store/message-store.ts";

const pageSize = 50;
const textMax = 320;

const text = z.string().max(textMax).optional().catch(undefined);
const Parameters = z.object({ id: z.string().catch(""), index: z.coerce.number().int().min(0).catch(-1) });
const ListQuery = z.object({ to: text, after: text, before: text });
const ViewQuery = z.object({ view: z.enum(["html", "text", "source"]).optional().catch(undefined) });

export function mailboxPlugin(store: MessageStore): FastifyPluginAsync {
  return async (app) => {
    app.addHook("onSend", async (_request, reply) => {
      reply.headers({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      });
    });
    addJsonRoutes(app, store);
    addPageRoutes(app, store);
    addContentRoutes(app, store);
  };
}

function addJsonRoutes(app: FastifyInstance, store: MessageStore): void {
  app.get("/messages.json", (request) => {
    const { to, after } = ListQuery.parse(request.query);
    return { items: select(store.list(), to, after).map(toView) };
  });
  app.delete("/messages.json", async (_request, reply) => {
    await store.clear();
    return reply.code(204).send();
  });
}

function addPageRoutes(app: FastifyInstance, store: MessageStore): void {
  const base = app.prefix;
  app.get("/", (request, reply) => {
    const { to, before } = ListQuery.parse(request.query);
    const found = select(store.list(), to, undefined).toReversed();
    const start = before === undefined ? 0 : found.findIndex(({ id }) => id === before) + 1;
    const shown = found.slice(start, start + pageSize);
    const hasOlder = found.length > start + pageSize;
    return sendPage(
      reply,
      listPage({
        base,
        messages: shown,
        to,
        isFirst: start === 0,
        older: hasOlder ? shown.at(-1)?.id : undefined,
      }),
    );
  });
  app.get("/:id", (request, reply) => {
    const message = store.find(Parameters.parse(request.params).id);
    if (!message) return sendPage(reply.code(404), missingPage(base));
    return sendPage(reply, messagePage(base, message, ViewQuery.parse(request.query).view));
  });
}

function addContentRoutes(app: FastifyInstance, store: MessageStore): void {
  app.get("/:id/html", (request, reply) => {
    const html = store.find(Parameters.parse(request.params).id)?.html;
    if (html === undefined) return sendPage(reply.code(404), missingPage(app.prefix));
    reply.header("content-security-policy", mailPolicy).type("text/html; charset=utf-8");
    return reply.send(openLinksOutside(html));
  });
  app.get("/:id/attachments/:index", (request, reply) => {
    const { id, index } = Parameters.parse(request.params);
    const attachment = store.find(id)?.attachments[index];
    if (!attachment) return sendPage(reply.code(404), missingPage(app.prefix));
    reply.header("content-security-policy", mailPolicy).type("application/octet-stream");
    const filename = encodeURIComponent(attachment.filename.toWellFormed()).replaceAll("'", "%27");
    return reply
      .header("content-disposition", `attachment; filename*=UTF-8''${filename}`)
      .send(attachment.content);
  });
}

/** `after` is the id of a message or a time; an id that is gone hides nothing. */
function select(
  messages: readonly Message[],
  to: string | undefined,
  after: string | undefined,
): readonly Message[] {
  const recipient = to?.trim().toLowerCase() ?? "";
  const position = messages.findIndex(({ id }) => id === after);
  const time = after !== undefined && position < 0 ? Date.parse(after) : Number.NaN;
  return messages
    .slice(position + 1)
    .filter((message) => Number.isNaN(time) || Date.parse(message.receivedAt) > time)
    .filter(
      (message) => recipient === "" || message.to.some((address) => address.toLowerCase() === recipient),
    );
}

function toView({ id, channel, receivedAt, from, to, subject, text, html, headers, attachments }: Message) {
  const files = attachments.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    size: content.length,
  }));
  return { id, channel, receivedAt, from, to, subject, text, html, headers, attachments: files };
}

function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .header("content-security-policy", contentSecurityPolicy)
    .type("text/html; charset=utf-8")
    .send(page.html);
}

// Links of a mail must leave the frame it is shown in; the mail is otherwise shown as it is.
function openLinksOutside(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/iu.exec(html);
  if (head)
    return html.slice(0, head.index + head[0].length) + base + html.slice(head.index + head[0].length);
  const doctype = /^\s*<!doctype[^>]*>/iu.exec(html)?.[0] ?? "<!doctype html>";
  return doctype + base + html.replace(/^\s*<!doctype[^>]*>/iu, "");
}
