// The shop's addresses: where it listens, and what browsers should be told.
import { lookup } from "node:dns/promises";

const LOOPBACK_NAME = "localhost";
const ANY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** For programs on this machine. */
export function listeningUrlOf(host: string, port: number): string {
  return `http://${urlHost(ANY_ADDRESS.has(host) ? "127.0.0.1" : host)}:${port}`;
}

/** For people: by name where the name leads there, because browsers bind passkeys to names and refuse addresses. */
export async function browserUrlOf(host: string, port: number): Promise<string> {
  const isByName = ANY_ADDRESS.has(host) || (await loopbackAddresses()).includes(host);
  return isByName ? `http://${LOOPBACK_NAME}:${port}` : listeningUrlOf(host, port);
}

async function loopbackAddresses(): Promise<readonly string[]> {
  const found = await lookup(LOOPBACK_NAME, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
