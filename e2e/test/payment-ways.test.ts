// The ways in which paying does not go straight through, each to its good end.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import {
  becomesConfirmed,
  becomesHostedPage,
  cards,
  goToHostedPage,
  goToPayment,
  orderIdOf,
  payWith,
  personFor,
} from "../src/shopping.ts";

const ON_HAND = 5;
const PAYMENT_REQUIRED = 402;

journey("a declined card charges nothing, and another card pays the same order", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(2, ON_HAND);
  const person = personFor("declined");
  await visit({ device: "phone" }, async (visitor) => {
    const { page, expectStatus } = visitor;
    expectStatus(PAYMENT_REQUIRED);
    await goToPayment(visitor, goods, person);
    await goToHostedPage(page);
    await payWith(page, cards.declined);
    await page
      .getByRole("alert")
      .filter({ hasText: "The bank declined this card. Nothing was charged." })
      .waitFor();
    expect(await staff.ordersOf(person.email)).toMatchObject([{ status: "pending" }]);
    await payWith(page, cards.good);
    await becomesConfirmed(page, person);
    expect(await staff.ordersOf(person.email)).toMatchObject([{ status: "confirmed" }]);
  });
});

journey("3-D Secure that is rejected may be tried again and approved", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(3, ON_HAND);
  const person = personFor("secure");
  await visit({ device: "desktop" }, async (visitor) => {
    const { page } = visitor;
    await goToPayment(visitor, goods, person);
    await goToHostedPage(page);
    await payWith(page, cards.threeDSecure);
    await page.getByRole("button", { name: "Reject" }).click();
    await page.getByRole("alert").filter({ hasText: "The bank did not get your approval." }).waitFor();
    await payWith(page, cards.threeDSecure);
    await page.getByRole("heading", { name: "Is this you?" }).waitFor();
    await page.getByRole("button", { name: "Approve" }).click();
    const order = await staff.loadOrder(await becomesConfirmed(page, person));
    expect(order.status).toBe("confirmed");
  });
});

journey(
  "whoever leaves the provider's page finds the order waiting and can go on",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(4, ON_HAND);
    const person = personFor("undecided");
    await visit({ device: "phone", javaScript: false }, async (visitor) => {
      const { page } = visitor;
      await goToPayment(visitor, goods, person);
      await goToHostedPage(page);
      await page.getByRole("link", { name: "Cancel and go back to the shop" }).click();
      await page.getByRole("heading", { name: "Your order waits for its payment" }).waitFor();
      const orderId = orderIdOf(page);
      expect(await staff.loadOrder(orderId)).toMatchObject({ status: "pending" });
      await page.getByRole("link", { name: "Continue to payment page" }).click();
      await becomesHostedPage(page);
      await payWith(page, cards.good);
      expect(await becomesConfirmed(page, person)).toBe(orderId);
      expect(await staff.stockOf(goods.variant.id)).toMatchObject({ available: ON_HAND - 1 });
    });
  },
);
