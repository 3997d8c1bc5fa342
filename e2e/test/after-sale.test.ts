// What follows a purchase: parcels to follow, an invoice to keep, things that go back, money that comes back, an order called off; every page of it looked at.
import { expect } from "vitest";
import { tourOfTheCredit, tourOfTheParcels, tourOfTheReturn } from "../src/after-sale-tour.ts";
import { openCounter } from "../src/counter.ts";
import { inspect } from "../src/inspection.ts";
import { journey } from "../src/journey.ts";
import { linkOf } from "../src/mailbox.ts";
import { becomesConfirmed, cards, goToHostedPage, goToPayment, payWith, personFor } from "../src/shopping.ts";

const ON_HAND = 9;
const FIRST_GOODS = 14;

for (const [index, [what, tour]] of (
  [
    ["parcels on their way", tourOfTheParcels],
    ["a return, from the question to the money", tourOfTheReturn],
    ["what a customer has in the shop", tourOfTheCredit],
  ] as const
).entries()) {
  journey(what, async ({ visit, staff }) => {
    const goods = await staff.stockGoods(FIRST_GOODS + index, ON_HAND);
    await visit({ device: "desktop" }, async (visitor) => {
      const { look, faults } = inspect(visitor);
      await tour({ visitor, staff, goods, person: personFor(tour.name.toLowerCase()), look });
      expect(faults()).toEqual([]);
    });
  });
}

journey(
  "a guest without JavaScript opens the order from the mail, keeps the invoice and sends a thing back",
  async ({ visit, staff, shop }) => {
    const goods = await staff.stockGoods(17, ON_HAND);
    const person = personFor("guest-return");
    const counter = openCounter(staff);
    let orderId = "";
    await visit({ device: "phone", javaScript: false }, async (visitor) => {
      await goToPayment(visitor, goods, person);
      await goToHostedPage(visitor.page);
      await payWith(visitor.page, cards.good);
      orderId = await becomesConfirmed(visitor.page, person);
    });
    await counter.ship(orderId, { carrier: "DHL" });
    await visit({ device: "phone", javaScript: false }, async (visitor) => {
      const { page } = visitor;
      await visitor.open(await linkOf({ shop, staff }, { to: person.email, subject: /on its way/i }));
      expect(page.url()).toBe(`${shop.url}/orders/${orderId}`);
      const invoice = page.getByRole("link", { name: /^PDF.*Invoice/ });
      const file = await page.request.get((await invoice.getAttribute("href")) ?? "");
      expect(file.headers()["content-type"]).toBe("application/pdf");
      expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
      await page.getByRole("link", { name: "Send something back" }).click();
      await page.getByLabel("How many").selectOption("1");
      await page.getByLabel("Why").selectOption({ label: "I changed my mind" });
      await page.getByRole("button", { name: "Ask to send it back" }).click();
      await page.getByText("We have your request").waitFor();
      const [made] = await counter.returnsOf(orderId);
      if (!made) throw new Error("The order service knows of no return.");
      expect(made).toMatchObject({ status: "requested", lines: [{ quantity: 1, reason: "unwanted" }] });
      await counter.reject(orderId, made.id, "It was made to your measure.");
      await page.reload();
      await page.getByText("It was made to your measure.").waitFor();
    });
  },
);

journey(
  "an order is called off by the one who placed it, after being asked once more",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(18, ON_HAND);
    const person = personFor("called-off");
    await visit({ device: "desktop" }, async (visitor) => {
      const { page } = visitor;
      await goToPayment(visitor, goods, person);
      await goToHostedPage(page);
      await payWith(page, cards.good);
      const orderId = await becomesConfirmed(page, person);
      await visitor.open(`/orders/${orderId}`);
      await page.getByText("Cancel this order", { exact: true }).click();
      await page.getByRole("button", { name: /^Yes, cancel order/ }).click();
      await page.getByText("The order is cancelled.").waitFor();
      expect(await staff.loadOrder(orderId)).toMatchObject({ status: "cancelled" });
      await openCounter(staff).waitForOrder(
        orderId,
        ({ refunded, total }) => refunded.amount === total.amount,
      );
      await visitor.open(`/orders/${orderId}`);
      await page.getByText("Sent back so far").waitFor();
    });
  },
);
