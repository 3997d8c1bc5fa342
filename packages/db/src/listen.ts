// Hears PostgreSQL's notifications. A notification is only a hint to look: those sent while the connection was broken are lost,
// so the listener is told to look once whenever it is connected again.
import { setTimeout as delay } from "node:timers/promises";
import { Client, escapeIdentifier } from "pg";

export type Listener = { close(): Promise<void> };
export type OnNotify = (channel: string, payload: string) => void;

const reconnectMinMs = 100;
const reconnectMaxMs = 5_000;
const connectTimeoutMs = 5_000;
const keepAliveDelayMs = 10_000;

/**
 * Listens on the channels and connects again by itself, for ever. `onNotify` is called for each notification and, with an empty
 * payload, for each channel after each connection. Throws when the first connection fails.
 */
export async function listen(
  url: string,
  channels: readonly string[],
  onNotify: OnNotify,
): Promise<Listener> {
  const closing = new AbortController();
  const connect = (): Promise<Connection> => connectTo(url, channels, onNotify);
  let current = await connect();
  const stayConnected = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      const next = await reconnect(connect, closing.signal);
      if (next === undefined) return;
      current = next;
      if (closing.signal.aborted) await current.end(); // Closed while it was being made.
    }
  };
  const running = stayConnected();
  return {
    close: async () => {
      closing.abort();
      await current.end();
      await running;
    },
  };
}

type Connection = { readonly ended: Promise<void>; end(): Promise<void> };

async function connectTo(url: string, channels: readonly string[], onNotify: OnNotify): Promise<Connection> {
  const client = new Client({
    connectionString: url,
    application_name: "souk-listen",
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
  });
  const ended = new Promise<void>((resolve) => client.once("end", resolve));
  client.on("error", () => undefined); // "end" follows, and the connection is made anew.
  client.on("notification", ({ channel, payload }) => onNotify(channel, payload ?? ""));
  try {
    await client.connect();
    await client.query(channels.map((channel) => `listen ${escapeIdentifier(channel)}`).join(";"));
  } catch (error) {
    await client.end();
    throw error;
  }
  for (const channel of channels) onNotify(channel, "");
  return { ended, end: () => client.end() };
}

/** Tries until it succeeds or the listener is closed. Failures are not reported: the pool of the same database does that. */
async function reconnect(
  connect: () => Promise<Connection>,
  signal: AbortSignal,
): Promise<Connection | undefined> {
  for (let waitMs = reconnectMinMs; !signal.aborted; waitMs = Math.min(waitMs * 2, reconnectMaxMs)) {
    try {
      return await connect();
    } catch {
      await delay(waitMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined); // Woken by close().
    }
  }
  return undefined;
}
