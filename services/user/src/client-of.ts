// Where a request came from, as far as accounts want to know. The address is that of the last hop which is not trusted
// (packages/http/src/trusted-hops.ts): never what a client says of itself.
import { isIP } from "node:net";

export type Client = { readonly userAgent: string | undefined; readonly ip: string };

type ClientRequest = {
  readonly ip: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: { readonly "user-agent"?: string | undefined };
};

const IPV4_WITH_PORT = /^(\d+(?:\.\d+){3}):\d+$/;
const BRACKETED = /^\[([^\]]+)\](?::\d+)?$/;

export function clientOf({ ip, socket, headers }: ClientRequest): Client {
  return { ip: addressIn(ip) ?? socket.remoteAddress ?? "", userAgent: headers["user-agent"] };
}

/** Some proxies write the port as well; one that writes no address is the client itself. */
function addressIn(told: string): string | undefined {
  const address = (IPV4_WITH_PORT.exec(told) ?? BRACKETED.exec(told))?.[1] ?? told;
  return isIP(address) === 0 ? undefined : address;
}
