// The mails to those who wait for something: from the question on the product's page to the mailbox, and what is left of the address then.
import { BackInStockMailRequested } from "@souk/contracts";
import { statement } from "@souk/db";
import { createProductService } from "@souk/product-service";
import { aProduct, startTestShop, type BuiltProduct, type TestShop } from "@souk/testing";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { notificationService } from "../src/app.ts";
import { type ScriptedSmtp, startScriptedSmtp } from "./scripted-smtp.ts";

let smtp: ScriptedSmtp;
let shop: TestShop;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
  shop = await startTestShop({
    services: [notificationService, createProductService()],
    env: { SMTP_URL: smtp.url, MAIL_FROM: "Souk <hello@souk.example>" },
  });
});
afterAll(async () => {
  await shop.close();
  await smtp.close();
});
afterEach(() => smtp.behave("RCPT", undefined));

function mailsTo(email: string): readonly string[] {
  return smtp.taken
    .filter((mail) => mail.includes(email))
    .map((mail) => mail.replaceAll(/=\r?\n/g, ""))
    .map((mail) =>
      mail.replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
}
/** A guest who asked to be told, with the token of the link they got. */
async function aGuest({ variantId }: BuiltProduct): Promise<{ email: string; token: string }> {
  const email = `${randomUUID()}@guest.example`;
  await shop.call("POST", `/variants/${variantId}/back-in-stock`, { body: { email } });
  await shop.settled();
  const [mail = ""] = mailsTo(email);
  return { email, token: /back-in-stock\/confirm\?token=([\w-]{32})/.exec(mail)?.[1] ?? "" };
}
async function aWaitingGuest(product: BuiltProduct): Promise<string> {
  const { email, token } = await aGuest(product);
  const { status } = await shop.call("POST", "/back-in-stock/confirmations", { body: { token } });
  expect(status).toBe(200);
  return email;
}
async function stock({ variantId }: BuiltProduct, onHand: number): Promise<void> {
  await shop.call("PUT", `/stock/${variantId}`, { as: await shop.administrator(), body: { onHand } });
  await shop.settled();
}
const keptStatement = statement<{ id: string; status: string; email: string | null }, readonly [string]>(
  "test_kept_address",
  "select id, status, email from back_in_stock_subscriptions where variant_id = $1::uuid order by number",
);
const keptOf = ({ variantId }: BuiltProduct) => keptStatement.rows(shop.db("product"), [variantId]);

test("a guest gets a link, then one mail when the goods are there, and is forgotten", async () => {
  const product = await aProduct(shop, { stock: 0, name: "Brass <lamp>" });
  const email = await aWaitingGuest(product);
  await stock(product, 4);
  await stock(product, 0);
  await stock(product, 4);
  const [link = "", back = "", ...more] = mailsTo(email);
  expect(more).toEqual([]);
  expect(link).toContain("Yes, tell me");
  expect(link).toContain("No, I did not ask for this");
  expect(link).toContain("Brass &lt;lamp&gt;");
  expect(back).toMatch(/^Subject: Brass <lamp> .* is back\r$/m);
  expect(back).toContain(`${shop.url}/products/${product.slug}`);
  expect(back).toContain(`${shop.url}/back-in-stock/unsubscribe?token=`);
  expect(await keptOf(product)).toMatchObject([{ status: "ended", email: null }]);
  expect(shop.logLines.join("\n")).not.toContain(email);
});

test("a mail that is asked for twice is sent once", async () => {
  const product = await aProduct(shop, { stock: 0 });
  const email = await aWaitingGuest(product);
  await stock(product, 1);
  const [subscription] = await keptOf(product);
  const data = { subscriptionId: subscription?.id ?? "", purpose: "available" as const };
  await shop.deliver("notification", BackInStockMailRequested, { data });
  await shop.settled();
  expect(mailsTo(email)).toHaveLength(2);
});

test("the address is kept as long as the mail server is busy, and not after it has said no", async () => {
  const product = await aProduct(shop, { stock: 0, name: "Kilim" });
  const email = await aWaitingGuest(product);
  smtp.behave("RCPT", "450 busy");
  await stock(product, 1);
  expect(await keptOf(product)).toMatchObject([{ status: "promised", email }]);
  smtp.behave("RCPT", "550 no such mailbox");
  await shop.runJobs("notification");
  await shop.settled();
  expect(await keptOf(product)).toMatchObject([{ status: "ended", email: null }]);
  expect(mailsTo(email)).toHaveLength(1);
});

test("who unsubscribes before the mail leaves gets none", async () => {
  const product = await aProduct(shop, { stock: 0 });
  const { email, token } = await aGuest(product);
  await shop.call("POST", "/back-in-stock/confirmations", { body: { token } });
  smtp.behave("RCPT", "450 busy");
  await stock(product, 1);
  await shop.call("POST", "/back-in-stock/unsubscriptions", { body: { token } });
  smtp.behave("RCPT", undefined);
  await shop.runJobs("notification");
  await shop.settled();
  expect(mailsTo(email)).toHaveLength(1);
});

test("a mail that was cut off when it was handed over ends as unconfirmed, and the address is forgotten", async () => {
  const product = await aProduct(shop, { stock: 0 });
  const email = await aWaitingGuest(product);
  smtp.behave("RCPT", "450 busy");
  await stock(product, 1);
  smtp.behave("RCPT", undefined);
  const cutOff = statement<never, readonly [string]>(
    "test_cut_off",
    "update notifications set status = 'sending', handed_over_at = now() where subject_id = $1 and template = 'back_in_stock.available'",
  );
  const [subscription] = await keptOf(product);
  await cutOff.rows(shop.db("notification"), [subscription?.id ?? ""]);
  await shop.runJobs("notification");
  await shop.settled();
  expect(await keptOf(product)).toMatchObject([{ status: "ended", email: null }]);
  expect(mailsTo(email)).toHaveLength(1);
});
