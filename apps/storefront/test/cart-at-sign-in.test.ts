// The bag at sign-in: which cart the browser's cookie names afterwards, whatever the API answers.
import type { Session } from "@souk/contracts";
import { beforeEach, expect, test } from "vitest";
import { beginSession } from "../app/features/account/begin-session.server.ts";
import { SessionCache } from "../app/lib/session-cache.server.ts";
import { Shop } from "../app/lib/shop.server.ts";

const GUEST = "7d2a4c1e-0000-4000-8000-000000000001";
const OWN = "7d2a4c1e-0000-4000-8000-000000000002";
const logged: string[] = [];
let asked: string[] = [];
/** Whether the next page tells that things were added. */
let isTold = false;
beforeEach(() => {
  logged.length = 0;
  asked = [];
});

type Answers = Readonly<Record<string, readonly [status: number, body: unknown]>>;
const cart = (id: string, status = "open", lines: readonly unknown[] = []) =>
  [200, { id, status, lines }] as const;
const refused = (status: number, code: string) =>
  [status, { code, status, title: code, type: "about:blank" }] as const;
const merge = `POST /api/v1/carts/${GUEST}/merge`;
const current = "GET /api/v1/carts/current";
const none = refused(404, "cart_not_found");

/** Signs in with that cart in the browser; the cart that the cookie names then. */
async function cartAfter(answers: Answers, cartId: string | undefined = GUEST): Promise<string | undefined> {
  const shop = new Shop(
    {
      nonce: "",
      requestId: "request-1",
      clientIp: "203.0.113.7",
      secureCookies: false,
      publicUrl: "http://souk.test",
      paymentProviders: [],
      sessions: new SessionCache(() => 0),
      log: (message) => void logged.push(message),
      apiFetch: async (url, init) => {
        const call = `${init.method ?? "GET"} ${url}`;
        asked.push(`${call} ${new Headers(init.headers).get("authorization")}`);
        const [status, body] = answers[call] ?? none;
        return Response.json(body, { status });
      },
    },
    new Headers(cartId === undefined ? {} : { cookie: `souk_cart=${cartId}` }),
  );
  const session = { accessToken: "access", refreshToken: "refresh", expiresIn: 600 } as Session;
  await beginSession(shop, session);
  isTold = shop.takeMergingNews();
  return shop.cartId;
}

test("a guest's bag goes into the customer's, asked for as the customer", async () => {
  expect(await cartAfter({ [merge]: cart(OWN) })).toBe(OWN);
  expect(asked).toEqual([`${merge} Bearer access`]);
});

test("a browser without a bag gets the customer's", async () => {
  expect(await cartAfter({ [current]: cart(OWN) }, "")).toBe(OWN);
});

test("a customer without a bag in a browser without one has none", async () => {
  expect(await cartAfter({}, "")).toBeUndefined();
});

test.each([
  ["is somebody else's", none],
  ["was ordered by its guest", refused(409, "cart_ordered")],
  ["went into one that is ordered by now", cart(OWN, "ordered")],
])("a bag that %s makes room for the customer's open one", async (_, answer) => {
  expect(await cartAfter({ [merge]: answer, [current]: cart(OWN) })).toBe(OWN);
});

test.each([
  ["cannot be merged now", refused(500, "internal")],
  ["is changed elsewhere at this moment", refused(409, "cart_busy")],
])("a bag that %s stays, the sign-in goes on, and it is told", async (_, answer) => {
  expect(await cartAfter({ [merge]: answer, [current]: cart(OWN) })).toBe(GUEST);
  expect(logged).toEqual(["A bag was not merged at sign-in."]);
});

test("a bag stays where the customer's own cannot be asked for", async () => {
  expect(await cartAfter({ [merge]: none, [current]: refused(503, "unavailable") })).toBe(GUEST);
  expect(logged).toHaveLength(1);
});

test.each([
  ["came into another one with things in it is told", cart(OWN, "open", [{}]), true],
  ["came into an empty one is not worth telling", cart(OWN), false],
  ["became the customer's own is not worth telling", cart(GUEST, "open", [{}]), false],
])("a bag that %s", async (_, answer, expected) => {
  await cartAfter({ [merge]: answer });
  expect(isTold).toBe(expected);
});
