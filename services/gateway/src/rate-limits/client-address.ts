// Whose address counts: the client's, as the last trusted hop saw it, and for IPv6 the network that one customer is given.
import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";

const IPV6_GROUPS = 8;
/** A /64: four groups of 16 bits. */
const NETWORK_GROUPS = 4;
/** The key of `::1`. */
const LOCAL_NETWORK = "0:0:0:0::/64";
const HEXADECIMAL = 16;
const BITS_PER_BYTE = 8;
const BYTE_MASK = 0xff;

const IPV4_WITH_PORT = /^(\d+\.\d+\.\d+\.\d+):\d+$/;
const BRACKETED = /^\[([^\]]+)\](?::\d+)?$/;

export type ClientAddress = (request: Pick<FastifyRequest, "ip" | "socket">) => string;

/**
 * `X-Forwarded-For` is read from the right, past trusted hops only (Fastify's `request.ip`); `Forwarded` is not read at all.
 * What a hop passes on that is no address is not believed: then the hop itself is the client.
 */
export function createClientAddress(hasTrustedHops: boolean): ClientAddress {
  return (request) => {
    const { remoteAddress } = request.socket;
    if (remoteAddress === undefined) return ""; // The client has hung up already.
    if (!hasTrustedHops) return remoteAddress;
    const told = withoutPort(request.ip);
    return isIP(told) === 0 ? remoteAddress : told;
  };
}

/** Some proxies write the port as well. */
function withoutPort(text: string): string {
  return (IPV4_WITH_PORT.exec(text) ?? BRACKETED.exec(text))?.[1] ?? text;
}

/** This machine itself, or a proxy on it that nobody said to trust: then all the world has this one address. */
export function isLocal(key: string): boolean {
  return key.startsWith("127.") || key === LOCAL_NETWORK;
}

/** IPv4 as it is, also where it comes as IPv6 (`::ffff:192.0.2.1`); of IPv6 the /64, since whoever has one address has all of those. */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const [text = ""] = address.split("%");
  const groups = groupsOf(text);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return text.includes(".") ? text.slice(text.lastIndexOf(":") + 1) : dotted(groups.slice(6));
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.toString(HEXADECIMAL))
    .join(":")}::/64`;
}

/** The groups as numbers; an IPv4 address at the end stands for the last two. */
function groupsOf(text: string): readonly number[] {
  const [head = "", tail = ""] = text.split("::");
  const split = (part: string): readonly string[] => (part === "" ? [] : part.split(":"));
  const [left, right] = [split(head), split(tail)];
  const written = left.length + right.length + (text.includes(".") ? 1 : 0);
  const zeros = Array.from({ length: IPV6_GROUPS - written }, () => "0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, HEXADECIMAL));
}

function dotted(groups: readonly number[]): string {
  return groups.flatMap((group) => [group >> BITS_PER_BYTE, group & BYTE_MASK]).join(".");
}
