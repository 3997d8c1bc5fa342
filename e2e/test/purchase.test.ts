// The whole way of a purchase, and what it leaves behind in every part of the shop.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import {
  becomesConfirmed,
  cards,
  chooseVersion,
  giveDetails,
  goToCheckout,
  goToHostedPage,
  payWith,
  personFor,
  putIntoBag,
} from "../src/shopping.ts";
import type { Goods, Staff } from "../src/staff.ts";
import type { Visitor } from "../src/visitor.ts";

const ON_HAND = 9;
const QUANTITY = 2;
/** Mails and reports follow an order through the bus. */
const FOLLOWS = { timeout: 10_000, interval: 100 };

async function walkToProduct(
  { page, open }: Visitor,
  { product }: Goods,
  rooms: readonly string[],
): Promise<void> {
  await open("/");
  const [outer = "", inner = ""] = rooms;
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("navigation").getByRole("link", { name: outer, exact: true }).first().click();
  await page.getByRole("heading", { name: outer, level: 1 }).waitFor();
  await page
    .getByRole("navigation", { name: "In this room" })
    .getByRole("link", { name: inner, exact: true })
    .click();
  await page.getByRole("heading", { name: inner, level: 1 }).waitFor();
  await page.getByRole("link", { name: product.name, exact: true }).click();
  await page.getByRole("heading", { name: product.name, level: 1 }).waitFor();
}

async function buy(visitor: Visitor, staff: Staff, goods: Goods, email: string): Promise<string> {
  const { page } = visitor;
  const person = { ...personFor("nobody"), email };
  await walkToProduct(visitor, goods, await staff.roomsOf(goods.product));
  await chooseVersion(page, goods);
  await putIntoBag(visitor, QUANTITY);
  if (visitor.javaScript) await page.getByRole("link", { name: "View bag" }).click();
  await page.getByRole("dialog", { name: "Your bag" }).waitFor({ state: "hidden" });
  await page.getByRole("heading", { name: "Your bag", level: 1 }).waitFor();
  await goToCheckout(page);
  await giveDetails(page, person);
  await goToHostedPage(page);
  await payWith(page, cards.good);
  return becomesConfirmed(page, person);
}

async function seeMail({ page, open }: Visitor, email: string, number: string): Promise<void> {
  await open("/dev/mailbox/");
  await page.getByLabel("Recipient").fill(email);
  await page.getByRole("button", { name: "Show" }).click();
  await page
    .getByRole("list")
    .getByRole("link", { name: new RegExp(email) })
    .click();
  await page.getByRole("heading", { level: 1, name: new RegExp(number) }).waitFor();
  await page.frameLocator("iframe").getByText(number).first().waitFor();
}

journey(
  "a guest buys two of a kind at a desk, and stock, mailbox and sales report know",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(0, ON_HAND);
    const { email } = personFor("desk");
    const before = await staff.salesIn("USD"); // Nobody else buys in dollars here, so that the report is this purchase's alone.
    await visit({ device: "desktop" }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/");
      await page.getByRole("button", { name: /^USD/ }).click();
      await page.getByRole("button", { name: /^USD/, pressed: true }).waitFor();
      const order = await staff.loadOrder(await buy(visitor, staff, goods, email));
      expect(order).toMatchObject({
        status: "confirmed",
        currency: "USD",
        lines: [{ sku: goods.variant.sku, quantity: QUANTITY }],
      });
      await expect
        .poll(() => staff.stockOf(goods.variant.id), FOLLOWS)
        .toEqual({ onHand: ON_HAND - QUANTITY, reserved: 0, available: ON_HAND - QUANTITY });
      await expect.poll(() => staff.mailsTo(email), FOLLOWS).toHaveLength(1);
      await seeMail(visitor, email, order.number);
      await expect
        .poll(async () => (await staff.salesIn("USD")).revenue.amount, FOLLOWS)
        .toBe(before.revenue.amount + order.total.amount);
      expect((await staff.salesIn("USD")).orders).toBe(before.orders + 1);
    });
  },
);

journey("a guest buys on a phone without JavaScript", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(1, ON_HAND);
  const { email } = personFor("phone");
  await visit({ device: "phone", javaScript: false }, async (visitor) => {
    const order = await staff.loadOrder(await buy(visitor, staff, goods, email));
    expect(order).toMatchObject({
      status: "confirmed",
      lines: [{ sku: goods.variant.sku, quantity: QUANTITY }],
    });
    await expect.poll(() => staff.mailsTo(email), FOLLOWS).toHaveLength(1);
    expect(await staff.stockOf(goods.variant.id)).toMatchObject({ available: ON_HAND - QUANTITY });
  });
});
