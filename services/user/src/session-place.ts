// What a session shows of the place it was opened at: enough for its owner to recognise it, too little to find a household.
import { isIPv4, isIPv6, SocketAddress } from "node:net";

export const UNKNOWN_DEVICE = "Unknown device";

type Named = readonly [name: string, pattern: RegExp];

/** The first that fits: most browsers also claim to be the ones below them. */
const browsers: readonly Named[] = [
  ["Edge", /\bEdg(?:A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const systems: readonly Named[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/** Like "Firefox on Linux". What is not known by name is not shown: the header can hold any text. */
export function deviceOf(userAgent: string | undefined): string {
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  if (browser !== undefined && system !== undefined) return `${browser} on ${system}`;
  return browser ?? system ?? UNKNOWN_DEVICE;
}

function nameIn(list: readonly Named[], userAgent = ""): string | undefined {
  return list.find(([, pattern]) => pattern.test(userAgent))?.[0];
}

/** What is written before an IPv4 address on an IPv6 socket, and behind a link-local one. */
const EXTRAS = /^::ffff:(?=\d+\.)|%.*$/gi;
const IPV4_PARTS_SHOWN = 3;
const IPV6_GROUPS_SHOWN = 3;
/** What one household or machine has for itself (RFC 6177). */
const IPV6_GROUPS_OF_SUBSCRIBER = 4;

/** Like "203.0.113.0/24" or "2001:db8:1::/48"; null where the address is none. */
export function networkOf(ip: string): string | null {
  const plain = ip.replaceAll(EXTRAS, "");
  if (isIPv4(plain)) return `${plain.split(".").slice(0, IPV4_PARTS_SHOWN).join(".")}.0/24`;
  if (!isIPv6(plain)) return null;
  return `${groupsOf(plain).slice(0, IPV6_GROUPS_SHOWN).join(":")}::/48`;
}

/** Who is counted as one: an IPv4 address, an IPv6 /64. */
export function subscriberOf(ip: string): string {
  const plain = ip.replaceAll(EXTRAS, "");
  return isIPv6(plain) ? groupsOf(plain).slice(0, IPV6_GROUPS_OF_SUBSCRIBER).join(":") : plain;
}

/** All eight groups, in the one spelling that `SocketAddress` gives. */
function groupsOf(ipv6: string): readonly string[] {
  const { address } = new SocketAddress({ address: ipv6, family: "ipv6" });
  const [head = "", tail] = address.split("::");
  const start = head.split(":").filter((group) => group !== "");
  if (tail === undefined) return start;
  const end = tail.split(":").filter((group) => group !== "");
  return [...start, ...Array.from({ length: 8 - start.length - end.length }, () => "0"), ...end];
}
