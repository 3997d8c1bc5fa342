// The hops in front of us whose word counts: for the client's address, the request id and the trace.
import { BlockList, isIPv6 } from "node:net";

export type TrustedHops = (address: string | undefined) => boolean;

const MAPPED_IPV4 = "::ffff:";

/** `hops`: addresses (`127.0.0.1`, `::1`) and networks (`10.0.0.0/8`). None given: nobody is believed. */
export function trustedHops(hops: readonly string[]): TrustedHops {
  const list = new BlockList();
  for (const hop of hops) {
    const [address = "", prefix] = hop.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    if (address === undefined || hops.length === 0) return false;
    const plain = address.startsWith(MAPPED_IPV4) ? address.slice(MAPPED_IPV4.length) : address;
    return list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
  };
}
