// The client against a real HTTP server that records what it was asked and answers what a test says.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createApiClient } from "../src/index.ts";

type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; body: string; headers?: Record<string, string>; silent?: boolean };

let server: Server;
let origin: string;
let seen: Seen[] = [];
let answer: Answer;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      if (!answer.silent)
        response
          .writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
          .end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  answer = { status: 200, body: "{}" };
});

const client = (options: Partial<Parameters<typeof createApiClient>[0]> = {}) =>
  createApiClient({ baseUrl: `${origin}/api/v1`, ...options });

test("every method asks for the address of the contract", async () => {
  const api = client();
  const key = { idempotencyKey: "k1" };
  const review = { rating: 5, title: "Good", displayName: "A" };
  const calls: [Promise<unknown>, string][] = [
    [api.products.list(), "GET /api/v1/products"],
    [api.products.search({ q: "rug" }), "GET /api/v1/products/search?q=rug"],
    [api.products.get("a/b"), "GET /api/v1/products/a%2Fb"],
    [api.categories.list(), "GET /api/v1/categories"],
    [api.categories.get("rugs"), "GET /api/v1/categories/rugs"],
    [
      api.products.search({ filter: "colour:red;size:s", onSale: true, ratingMin: 4 }),
      "GET /api/v1/products/search?filter=colour%3Ared%3Bsize%3As&onSale=true&ratingMin=4",
    ],
    [api.products.suggestions({ q: "ru", limit: 3 }), "GET /api/v1/products/suggestions?q=ru&limit=3"],
    [
      api.products.recommendations("p1", { kind: "similar" }),
      "GET /api/v1/products/p1/recommendations?kind=similar",
    ],
    [api.products.recommendations("p2"), "GET /api/v1/products/p2/recommendations"],
    [api.products.trending(), "GET /api/v1/recommendations/trending"],
    [api.reviews.list("p1", { sort: "helpful" }), "GET /api/v1/products/p1/reviews?sort=helpful"],
    [api.reviews.list("p2"), "GET /api/v1/products/p2/reviews"],
    [api.reviews.own(), "GET /api/v1/reviews/own"],
    [api.reviews.submit("p1", review), "POST /api/v1/products/p1/reviews"],
    [api.reviews.edit("r1", review, { etag: '"v1"' }), "PUT /api/v1/reviews/r1"],
    [api.reviews.remove("r1", { etag: '"v2"' }), "DELETE /api/v1/reviews/r1"],
    [api.reviews.markHelpful("r1"), "PUT /api/v1/reviews/r1/helpful"],
    [api.reviews.unmarkHelpful("r1"), "DELETE /api/v1/reviews/r1/helpful"],
    [api.reviews.report("r1", { reason: "spam" }), "POST /api/v1/reviews/r1/reports"],
    [api.wishlist.get(), "GET /api/v1/wishlist"],
    [api.wishlist.add("v1"), "PUT /api/v1/wishlist/v1"],
    [api.wishlist.remove("v1"), "DELETE /api/v1/wishlist/v1"],
    [api.wishlist.share(), "PUT /api/v1/wishlist/share"],
    [api.wishlist.unshare(), "DELETE /api/v1/wishlist/share"],
    [api.wishlist.shared("t1"), "GET /api/v1/wishlists/t1"],
    [api.backInStock.subscribe("v1"), "POST /api/v1/variants/v1/back-in-stock"],
    [api.backInStock.stop("v1"), "DELETE /api/v1/variants/v1/back-in-stock"],
    [api.backInStock.confirm("t1"), "POST /api/v1/back-in-stock/confirmations"],
    [api.backInStock.unsubscribe("t1"), "POST /api/v1/back-in-stock/unsubscriptions"],
    [api.carts.create(), "POST /api/v1/carts"],
    [api.carts.get("c1"), "GET /api/v1/carts/c1"],
    [api.carts.current({ currency: "EUR" }), "GET /api/v1/carts/current?currency=EUR"],
    [api.carts.merge("c1"), "POST /api/v1/carts/c1/merge"],
    [api.carts.acceptChanges("c1", { quantities: true }), "POST /api/v1/carts/c1/accept-changes"],
    [api.carts.update("c1", { email: "a@b.example" }), "PUT /api/v1/carts/c1"],
    [api.carts.addLine("c1", { variantId: "v1", quantity: 2 }), "POST /api/v1/carts/c1/lines"],
    [api.carts.changeLine({ id: "c1", lineId: "l1", quantity: 3 }), "PATCH /api/v1/carts/c1/lines/l1"],
    [api.carts.removeLine({ id: "c1", lineId: "l1" }), "DELETE /api/v1/carts/c1/lines/l1"],
    [api.carts.shippingMethods("c1"), "GET /api/v1/carts/c1/shipping-methods"],
    [api.orders.place({ cartId: "c1" }, key), "POST /api/v1/orders"],
    [api.orders.get("o1"), "GET /api/v1/orders/o1"],
    [api.orders.list(), "GET /api/v1/orders"],
    [api.orders.cancel("o1"), "DELETE /api/v1/orders/o1"],
    [api.returns.list("o1"), "GET /api/v1/orders/o1/returns"],
    [api.returns.listAll({ own: true }), "GET /api/v1/returns?own=true"],
    [api.returns.request({ orderId: "o1", lines: [] }, key), "POST /api/v1/orders/o1/returns"],
    [api.invoices.list("o1"), "GET /api/v1/orders/o1/invoices"],
    [api.invoices.pdf({ orderId: "o1", invoiceId: "i1" }), "GET /api/v1/orders/o1/invoices/i1/pdf"],
    [api.payments.create({ orderId: "o1", provider: "sandbox" }, key), "POST /api/v1/payments"],
    [api.payments.get("p1"), "GET /api/v1/payments/p1"],
    [
      api.users.register({ email: "a@b.example", password: "12345678", firstName: "A", lastName: "B" }),
      "POST /api/v1/users/register",
    ],
    [api.users.login({ email: "a@b.example", password: "12345678" }), "POST /api/v1/users/login"],
    [api.users.refresh("r1"), "POST /api/v1/users/refresh"],
    [api.users.logout("r1"), "POST /api/v1/users/logout"],
    [api.users.profile(), "GET /api/v1/users/profile"],
    [api.users.updateProfile({ firstName: "A" }), "PUT /api/v1/users/profile"],
  ];
  await Promise.all(calls.map(([promise]) => promise));
  expect(seen.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(
    calls.map(([, expected]) => expected).toSorted(),
  );
});

test("every method for accounts asks for the address of the contract", async () => {
  const { users, secondFactor, identities } = client();
  const password = "a long sentence";
  const newEmail = "a@b.example";
  const calls: [Promise<unknown>, string][] = [
    [users.verifyEmail("t"), "POST /users/verify-email"],
    [users.sendVerificationMail(), "POST /users/verification-mail"],
    [users.requestPasswordReset(newEmail), "POST /users/password-reset"],
    [users.resetPassword({ token: "t", password }), "POST /users/password-reset/confirm"],
    [users.changePassword({ currentPassword: "c", newPassword: password }), "PUT /users/password"],
    [users.requestEmailChange({ newEmail, password }), "POST /users/email-change"],
    [users.confirmEmailChange("t"), "POST /users/email-change/confirm"],
    [users.reauthenticate({ password }), "POST /users/reauthenticate"],
    [users.sessions(), "GET /users/sessions"],
    [users.endSession("s1"), "DELETE /users/sessions/s1"],
    [users.endOtherSessions(), "DELETE /users/sessions"],
    [secondFactor.prove({ method: "totp", challenge: "c", code: "1" }), "POST /users/login/second-factor"],
    [secondFactor.beginProof("c"), "POST /users/login/second-factor/passkey"],
    [secondFactor.beginReauthentication(), "POST /users/reauthenticate/passkey"],
    [secondFactor.beginPasskeyLogin(), "POST /users/login/passkey/begin"],
    [secondFactor.passkeyLogin({ ceremonyId: "c", assertion: {} }), "POST /users/login/passkey"],
    [secondFactor.get(), "GET /users/second-factor"],
    [secondFactor.beginTotp(), "POST /users/second-factor/totp"],
    [secondFactor.confirmTotp("1"), "POST /users/second-factor/totp/confirm"],
    [secondFactor.removeTotp(), "DELETE /users/second-factor/totp"],
    [secondFactor.newRecoveryCodes(), "POST /users/second-factor/recovery-codes"],
    [secondFactor.beginPasskey(), "POST /users/passkeys/begin"],
    [secondFactor.createPasskey({ ceremonyId: "c", name: "Phone", attestation: {} }), "POST /users/passkeys"],
    [secondFactor.renamePasskey({ id: "p1", name: "Laptop" }), "PUT /users/passkeys/p1"],
    [secondFactor.removePasskey("p1"), "DELETE /users/passkeys/p1"],
    [identities.providers(), "GET /users/identity-providers"],
    [identities.begin({ provider: "x", returnTo: "/" }), "POST /users/identity-providers/x/begin"],
    [
      identities.finish({ provider: "x", flowToken: "f", query: "code=1" }),
      "POST /users/identity-providers/x/finish",
    ],
    [identities.list(), "GET /users/identities"],
    [identities.remove("i1"), "DELETE /users/identities/i1"],
  ];
  await Promise.all(calls.map(([promise]) => promise));
  expect(seen.map(({ method, url }) => `${method} ${url.replace("/api/v1", "")}`).toSorted()).toEqual(
    calls.map(([, expected]) => expected).toSorted(),
  );
  const begun = seen.find(({ url }) => url.endsWith("/begin") && url.includes("identity"));
  expect(JSON.parse(begun?.body ?? "")).toEqual({ returnTo: "/" });
});

test("every method for access asks for the address of the contract", async () => {
  const { access } = client();
  const etag = { etag: '"1"' };
  const role = { name: "packer", description: "", permissions: [] };
  const person = { email: "a@b.example", firstName: "A", lastName: "B", roles: ["packer"] };
  const calls: [Promise<unknown>, string][] = [
    [access.users(), "GET /users"],
    [access.users({ q: "mina" }), "GET /users?q=mina"],
    [access.user("u1"), "GET /users/u1"],
    [access.inviteStaff(person), "POST /users"],
    [access.repeatInvitation("u1"), "POST /users/u1/invitation"],
    [access.assignRoles({ id: "u1", roles: ["packer"] }, etag), "PUT /users/u1/roles"],
    [access.setActive({ id: "u1", active: false }, etag), "PUT /users/u1/active"],
    [access.endSessionsOf("u1"), "DELETE /users/u1/sessions"],
    [access.removeSecondFactorOf("u1"), "DELETE /users/u1/second-factor"],
    [access.roles(), "GET /roles"],
    [access.role("packer"), "GET /roles/packer"],
    [access.createRole(role), "POST /roles"],
    [access.updateRole(role, etag), "PUT /roles/packer"],
    [access.removeRole("packer"), "DELETE /roles/packer"],
    [access.apiKeys(), "GET /api-keys"],
    [access.createApiKey({ name: "till", scopes: ["orders:read"] }), "POST /api-keys"],
    [access.revokeApiKey("k1"), "DELETE /api-keys/k1"],
    [access.signInPolicy(), "GET /users/sign-in-policy"],
    [access.updateSignInPolicy({ staffSecondFactor: "required" }, etag), "PUT /users/sign-in-policy"],
  ];
  await Promise.all(calls.map(([promise]) => promise));
  expect(seen.map(({ method, url }) => `${method} ${url.replace("/api/v1", "")}`).toSorted()).toEqual(
    calls.map(([, expected]) => expected).toSorted(),
  );
  const update = seen.find(({ method, url }) => method === "PUT" && url.endsWith("/roles/packer"));
  expect(JSON.parse(update?.body ?? "")).toEqual({ description: "", permissions: [] });
});

test("filters that are not given stay out of the address", async () => {
  await client().products.list({ category: "rugs", limit: 12, inStock: true, cursor: "" });
  expect(seen[0]?.url).toBe("/api/v1/products?category=rugs&limit=12&inStock=true");
});

test("who calls is said in headers, and only where it is known", async () => {
  await client().products.list();
  expect(seen[0]?.headers).not.toHaveProperty("authorization");
  expect(seen[0]?.headers).not.toHaveProperty("x-order-token");
  await client({ accessToken: "at", orderToken: "ot", headers: { "x-request-id": "r-1" } }).orders.get("o1");
  expect(seen[1]?.headers).toMatchObject({
    authorization: "Bearer at",
    "x-order-token": "ot",
    "x-request-id": "r-1",
  });
});

test("a body is sent as JSON with its idempotency key and version", async () => {
  await client().carts.update("c1", { couponCodes: ["WARM"] }, { idempotencyKey: "k-1", etag: '"7"' });
  expect(seen[0]?.headers).toMatchObject({
    "content-type": "application/json",
    "idempotency-key": "k-1",
    "if-match": '"7"',
  });
  expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ couponCodes: ["WARM"] });
});

test("a GET carries no body and no content type", async () => {
  await client().carts.get("c1");
  expect(seen[0]).toMatchObject({ body: "" });
  expect(seen[0]?.headers).not.toHaveProperty("content-type");
});

test("the answer comes with status, version and whether it was replayed", async () => {
  answer = { status: 201, body: '{"id":"c1"}', headers: { etag: '"1"', "idempotent-replayed": "true" } };
  expect(await client().carts.create()).toEqual({
    data: { id: "c1" },
    status: 201,
    etag: '"1"',
    replayed: true,
  });
});

test("an answer without content is null", async () => {
  answer = { status: 204, body: "" };
  expect(await client().users.logout("r1")).toMatchObject({
    data: null,
    status: 204,
    replayed: false,
    etag: null,
  });
});

test("a problem document becomes an error that keeps all it says", async () => {
  answer = {
    status: 409,
    headers: { "content-type": "application/problem+json", "retry-after": "3" },
    body: JSON.stringify({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      code: "price_changed",
      detail: "The price changed.",
      requestId: "r-9",
      errors: [{ pointer: "/expectedTotal", code: "changed", message: "is now more" }],
      quote: { total: 1 },
    }),
  };
  await expect(client().orders.place({ cartId: "c1" }, { idempotencyKey: "k" })).rejects.toMatchObject({
    name: "ApiProblem",
    status: 409,
    code: "price_changed",
    message: "The price changed.",
    requestId: "r-9",
    retryAfterSeconds: 3,
    errors: [{ pointer: "/expectedTotal", code: "changed", message: "is now more" }],
    extra: { quote: { total: 1 } },
  });
});

test("an error page that is no problem document still is one error", async () => {
  answer = { status: 502, body: "<h1>Bad gateway</h1>" };
  await expect(client().products.list()).rejects.toMatchObject({
    status: 502,
    code: "unexpected_answer",
    message: "The server answered 502.",
  });
});

test("a successful answer that is not JSON is an error, not data", async () => {
  answer = { status: 200, body: "<h1>Hello</h1>" };
  await expect(client().products.list()).rejects.toMatchObject({ status: 200, code: "unexpected_answer" });
});

test("no answer in time is a timeout, with status 0", async () => {
  answer = { status: 200, body: "{}", silent: true };
  await expect(client({ timeoutMs: 30 }).products.list()).rejects.toMatchObject({
    status: 0,
    code: "timeout",
  });
});

test("a server that is not there is unreachable", async () => {
  await expect(client({ baseUrl: "http://127.0.0.1:1" }).products.list()).rejects.toMatchObject({
    status: 0,
    code: "unreachable",
  });
});

test("a caller who gives up gets the abort, not a problem", async () => {
  answer = { status: 200, body: "{}", silent: true };
  const controller = new AbortController();
  const asked = client().products.list({}, { signal: controller.signal });
  controller.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});

test("fetch may be handed in, for a shop in one process", async () => {
  const addresses: string[] = [];
  const api = createApiClient({
    baseUrl: "/api/v1",
    fetch: async (url) => {
      addresses.push(url);
      return Response.json({ items: [] });
    },
  });
  expect((await api.categories.list()).data).toEqual({ items: [] });
  expect(addresses).toEqual(["/api/v1/categories"]);
});

test("a file is handed on as it comes, and its refusal is a problem like any other", async () => {
  const { invoices } = client({ orderToken: "t1" });
  answer = { status: 200, body: "%PDF-1.7", headers: { "content-type": "application/pdf" } };
  const file = await invoices.pdf({ orderId: "o1", invoiceId: "i1" });
  expect(file.headers.get("content-type")).toBe("application/pdf");
  expect(await file.text()).toBe("%PDF-1.7");
  expect(seen[0]?.headers).toMatchObject({ "x-order-token": "t1" });
  answer = { status: 404, body: JSON.stringify({ code: "invoice_not_found" }) };
  await expect(invoices.pdf({ orderId: "o1", invoiceId: "i2" })).rejects.toMatchObject({
    status: 404,
    code: "invoice_not_found",
  });
  await expect(
    client({ baseUrl: "http://127.0.0.1:1" }).invoices.pdf({ orderId: "o1", invoiceId: "i1" }),
  ).rejects.toMatchObject({ status: 0, code: "unreachable" });
});
