// Which address a request counts for, and which addresses are one client.
import { describe, expect, test } from "vitest";
import { addressKey, createClientAddress } from "../src/rate-limits/client-address.ts";

describe("one client is", () => {
  test.each([
    ["an IPv4 address", "192.0.2.1", "192.0.2.1"],
    ["the same, mapped into IPv6", "::ffff:192.0.2.1", "192.0.2.1"],
    ["the same, mapped and in capitals", "::FFFF:192.0.2.1", "192.0.2.1"],
    ["the same, mapped and written in groups", "::ffff:c000:201", "192.0.2.1"],
    ["the same, mapped and written out", "0:0:0:0:0:ffff:c000:0201", "192.0.2.1"],
    ["an IPv6 network", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["another address of it", "2001:DB8:1:2::1", "2001:db8:1:2::/64"],
    ["a third, with leading zeros", "2001:0db8:0001:0002::", "2001:db8:1:2::/64"],
    ["a network with zeros in it", "2001:db8::1", "2001:db8:0:0::/64"],
    ["an address with IPv4 at its end", "64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    ["a link of this machine", "fe80::1%eth0", "fe80:0:0:0::/64"],
    ["this machine", "::1", "0:0:0:0::/64"],
    ["nobody", "", ""],
  ])("%s: %s → %s", (_name, address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  test("not another IPv6 network", () => {
    expect(addressKey("2001:db8:1:3::1")).not.toBe(addressKey("2001:db8:1:2::1"));
  });
});

describe("the address is", () => {
  const request = (remoteAddress: string | undefined, ip: string) =>
    ({ ip, socket: { remoteAddress } }) as Parameters<ReturnType<typeof createClientAddress>>[0];

  test("the connection's where nobody is trusted", () => {
    const addressOf = createClientAddress(false);
    expect(addressOf(request("192.0.2.7", "never asked"))).toBe("192.0.2.7");
    expect(addressOf(request(undefined, "never asked"))).toBe("");
  });

  test.each([
    ["what the hop says", "203.0.113.9", "203.0.113.9"],
    ["that without its port", "203.0.113.9:4711", "203.0.113.9"],
    ["an IPv6 address", "2001:db8::9", "2001:db8::9"],
    ["an IPv6 address in brackets", "[2001:db8::9]", "2001:db8::9"],
    ["an IPv6 address with its port", "[2001:db8::9]:4711", "2001:db8::9"],
    ["the hop's own where it passes on nonsense", "unknown", "10.0.0.1"],
    ["the hop's own where it passes on what only looks like an address", "203.0.113.999:1", "10.0.0.1"],
  ])("%s", (_name, told, address) => {
    expect(createClientAddress(true)(request("10.0.0.1", told))).toBe(address);
  });
});
