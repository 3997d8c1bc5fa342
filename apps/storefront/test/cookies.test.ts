// Cookies: names, rules, reading and writing.
import { expect, test } from "vitest";
import { CookieJar, cookieNames, parseCookies, serializeCookie } from "../app/lib/cookies.server.ts";

test("cookies are read by name, decoded, and the first of a name wins", () => {
  const cookies = parseCookies("a=1; b=x%20y; a=2; broken; =none; bad=%E0%A4%A");
  expect([...cookies]).toEqual([
    ["a", "1"],
    ["b", "x y"],
  ]);
  expect(parseCookies(null).size).toBe(0);
});

test("a cookie cannot be read by scripts and is not sent by other sites' forms", () => {
  expect(serializeCookie("souk_cart", "a b", { maxAgeSeconds: 60 })).toBe(
    "souk_cart=a%20b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
  );
});

test("with TLS the names carry prefixes and the cookies are Secure", () => {
  const names = cookieNames(true);
  expect(names.cart).toBe("__Host-souk_cart");
  expect(names.order("o1")).toBe("__Secure-souk_order_o1");
  expect(serializeCookie(names.cart, "x", { maxAgeSeconds: 1 })).toContain("; Secure");
  expect(cookieNames(false).cart).toBe("souk_cart");
});

test("a jar shows what was set and sends only what changed", () => {
  const jar = new CookieJar("souk_cart=c1; other=1", false);
  expect(jar.get(jar.names.cart)).toBe("c1");
  expect(jar.changes).toEqual([]);
  jar.set(jar.names.currency, "USD", { maxAgeSeconds: 10 });
  jar.clear(jar.names.cart);
  expect(jar.get(jar.names.currency)).toBe("USD");
  expect(jar.get(jar.names.cart)).toBeUndefined();
  expect(jar.changes).toEqual([
    "souk_currency=USD; Path=/; Max-Age=10; HttpOnly; SameSite=Lax",
    "souk_cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
  ]);
});
