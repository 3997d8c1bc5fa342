// The shop's settings through the front door.
import { SettingsService } from "@souk/contracts/rpc";
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminService } from "../src/app.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [adminService] });
});
afterAll(() => shop.close());

async function change(body: unknown, etag?: string) {
  const current = etag ?? String((await shop.call("GET", "/settings")).headers["etag"]);
  return shop.call("PUT", "/settings", {
    as: await shop.staff(["settings:write"]),
    headers: { "if-match": current },
    body,
  });
}

test("anybody may read them", async () => {
  const { status, body } = await shop.call("GET", "/settings");
  expect(status).toBe(200);
  expect(body).toMatchObject({ shopName: "Souk", currencies: ["EUR", "USD"], version: 1 });
});

test("staff change only what they give, and the change is told and audited", async () => {
  const answer = await change({
    shopName: "Bazaar",
    supportEmail: "help@bazaar.example",
    languages: ["en", "de"],
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ shopName: "Bazaar", currencies: ["EUR", "USD"], version: 2 });
  await change({ currencies: ["EUR", "USD", "JPY"], countries: ["DE", "JP"] });
  await shop.settled();
  const types = (await shop.published("admin")).map(({ type }) => type);
  expect(types.filter((type) => type === "settings.changed.v1")).toHaveLength(2);
  const audit = await shop.call("GET", "/audit-entries?limit=1", { as: await shop.staff(["audit:read"]) });
  expect(audit.body.items[0]).toMatchObject({
    action: "settings.update",
    before: { currencies: ["EUR", "USD"] },
    after: { currencies: ["EUR", "USD", "JPY"], countries: ["DE", "JP"] },
  });
});

test("staff say who sells, which is replaced as a whole; other services and anybody may read it", async () => {
  const seller = {
    name: "Souk GmbH",
    address: "Marktstraße 1\n20095 Hamburg",
    taxNumber: "DE123456789",
    bank: "IBAN DE02 1203 0000 0000 2020 51",
    invoiceFooter: "Registered in Hamburg",
  };
  expect((await shop.call("GET", "/settings")).body.seller).toMatchObject({ name: "", taxNumber: "" });
  expect((await change({ seller })).body.seller).toEqual(seller);
  expect(await shop.rpc.client(SettingsService).getSettings({})).toMatchObject({
    sellerName: seller.name,
    sellerAddress: seller.address,
    sellerTaxNumber: seller.taxNumber,
    sellerBank: seller.bank,
    invoiceFooter: seller.invoiceFooter,
  });
  const partly = await change({ seller: { name: "Souk" } });
  expect([partly.status, partly.body.errors[0].pointer]).toEqual([400, "/seller/address"]);
});

test("a change on an old version is refused, and one that names no version", async () => {
  expect((await change({ shopName: "X" }, '"stale"')).status).toBe(412);
  const without = await shop.call("PUT", "/settings", {
    as: await shop.staff(["settings:write"]),
    body: { shopName: "X" },
  });
  expect(without.status).toBe(428);
});

test("of parallel changes on one version one is kept, the other is refused", async () => {
  const etag = String((await shop.call("GET", "/settings")).headers["etag"]);
  const answers = await Promise.all([change({ shopName: "One" }, etag), change({ shopName: "Two" }, etag)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
});

test("a currency that does not exist is refused by its place", async () => {
  const { status, body } = await change({ currencies: ["EUR", "XXQ"] });
  expect(status).toBe(422);
  expect(body.errors).toEqual([expect.objectContaining({ pointer: "/currencies/1" })]);
});

test("customers cannot change them", async () => {
  const answer = await shop.call("PUT", "/settings", {
    as: await shop.customer(),
    headers: { "if-match": "*" },
    body: { shopName: "Mine" },
  });
  expect(answer.status).toBe(403);
});

test("other services ask for them", async () => {
  const settings = await shop.rpc.client(SettingsService).getSettings({});
  expect(settings.currencies).toContain("EUR");
});
