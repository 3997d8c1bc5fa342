// Requests from an address of one's choice on this machine, with whatever headers: what a client of the shop's pages would not send.
import { Agent, request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

const CONNECTIONS_MAX = 64;
const TIMEOUT_MS = 30_000;

export type PlainRequest = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
export type PlainAnswer = { readonly status: number; readonly body: string };
export type PlainClient = {
  send(call: PlainRequest): Promise<PlainAnswer>;
  close(): void;
};

/** `from`: any address of 127.0.0.0/8, all of which are this machine on Linux. */
export function createPlainClient(shopUrl: string, from: string): PlainClient {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_MAX });
  return {
    async send({ method, path, headers = {}, body }) {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const outgoing = request(
          new URL(path, shopUrl),
          {
            method,
            agent,
            localAddress: from,
            timeout: TIMEOUT_MS,
            headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
          },
          resolve,
        );
        outgoing.once("error", reject);
        outgoing.once("timeout", () => outgoing.destroy(new Error(`${method} ${path}: no answer`)));
        outgoing.end(body === undefined ? undefined : JSON.stringify(body));
      });
      return { status: answer.statusCode ?? 0, body: await text(answer) };
    },
    close: () => agent.destroy(),
  };
}
