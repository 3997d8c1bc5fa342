// Stands between a shop and somebody who speaks HTTP: the payment provider that the shop calls, or the shop that the provider's webhooks come to.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Gate } from "./gate.ts";
import { addressOf, type Proxy } from "./proxy.ts";

/** Headers of one connection, which say nothing about the next. */
const HOP_HEADERS: readonly string[] = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "host",
  "content-length",
];

export type HttpProxyOptions = {
  readonly gate: Gate;
  readonly name: string;
  readonly target: string;
  /** More than whoever calls is willing to wait. */
  readonly heldMs: number;
};

export async function startHttpProxy(options: HttpProxyOptions): Promise<Proxy> {
  const server = createServer((request, response) => {
    pass(options, request, response).catch(() => request.socket.destroy());
  });
  return addressOf(server);
}

// oxlint-disable-next-line max-params -- reads as the exchange it is
async function pass(
  { gate, name, target, heldMs }: HttpProxyOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const { method = "GET", url = "/" } = request;
  const effect = gate.begin(`${name}: ${method} ${url.replaceAll(/[0-9a-f-]{20,}/g, ":id")}`, true);
  if (gate.before(effect) === "lost") return void request.socket.destroy();
  const answer = await fetch(`${target}${url}`, {
    method,
    headers: headersOf(request),
    ...(method !== "GET" && { body: new Uint8Array(body) }),
  });
  const content = Buffer.from(await answer.arrayBuffer());
  const verdict = gate.after(effect);
  if (verdict === "dropped" || verdict === "dead" || verdict === "lost") return void request.socket.destroy();
  if (verdict === "held") await delay(heldMs);
  if (verdict === "failed") return void response.writeHead(500).end("{}");
  const kept = [...answer.headers].filter(
    ([header]) => !HOP_HEADERS.includes(header) && header !== "content-encoding",
  );
  response.writeHead(answer.status, Object.fromEntries(kept)).end(content);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" && !HOP_HEADERS.includes(name) ? [[name, value]] : [],
    ),
  );
}
