// A receiver of webhooks that keeps what it was sent and answers as the test says.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { WebhookEvent } from "../src/domain/webhook-event.ts";

export type Delivery = {
  event: WebhookEvent;
  rawBody: string;
  headers: IncomingHttpHeaders;
  status: number;
  at: number;
};
export type Receiver = {
  url: string;
  deliveries: Delivery[];
  /** The status for the next deliveries, one each; 200 when there is none left. */
  statuses: number[];
  /** Resolves when that many deliveries have arrived, refused ones included. */
  received(count: number): Promise<Delivery[]>;
  close(): Promise<void>;
};

export async function startReceiver(port = 0): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const statuses: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const rawBody = await text(request);
    const status = statuses.shift() ?? 200;
    deliveries.push({
      event: JSON.parse(rawBody) as WebhookEvent,
      rawBody,
      headers: request.headers,
      status,
      at: Date.now(),
    });
    response.writeHead(status).end();
    for (const waiter of waiting) if (deliveries.length >= waiter.count) waiter.resolve();
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    deliveries,
    statuses,
    received: async (count) => {
      if (deliveries.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      return deliveries;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
