// What changes in the shop between the bag and the payment is told kindly, and nobody pays what they did not see.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import {
  becomesConfirmed,
  cards,
  goToHostedPage,
  goToPayment,
  payButton,
  payWith,
  personFor,
} from "../src/shopping.ts";

const ON_HAND = 5;
const RAISE_MINOR = 500;

journey("what sold out before paying stays in the bag, with a word about it", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(5, ON_HAND);
  const person = personFor("too-late");
  await visit({ device: "desktop" }, async (visitor) => {
    const { page } = visitor;
    await goToPayment(visitor, goods, person);
    await staff.setStock(goods.variant.id, 0);
    await payButton(page).click();
    await page.getByRole("heading", { name: "Your bag", level: 1 }).waitFor();
    await page.getByRole("alert").filter({ hasText: "Nothing was charged." }).waitFor();
    await page.getByRole("main").getByText("Sold out since you added it. Remove it to go on.").waitFor();
    await page.getByRole("main").getByRole("link", { name: goods.product.name }).waitFor();
    expect(await staff.stockOf(goods.variant.id)).toEqual({ onHand: 0, reserved: 0, available: 0 });
    const orders = await staff.ordersOf(person.email);
    expect(orders.filter(({ status }) => status !== "cancelled")).toEqual([]);
    await page.getByRole("button", { name: `Remove ${goods.product.name}` }).click();
    await page.getByRole("heading", { name: "Your bag is empty" }).waitFor();
  });
});

journey(
  "a price that changed before paying is shown with the old one, and paid when it is confirmed",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(6, ON_HAND);
    const person = personFor("dearer");
    await visit({ device: "phone" }, async (visitor) => {
      const { page } = visitor;
      await goToPayment(visitor, goods, person);
      const before = (await payButton(page).textContent())?.replace("Pay ", "") ?? "";
      await staff.raisePrice(goods, RAISE_MINOR);
      await payButton(page).click();
      const notice = page.getByRole("alert").filter({ hasText: "The total changed" });
      await notice.filter({ hasText: before }).waitFor();
      const now = (await payButton(page).textContent())?.replace("Pay ", "") ?? "";
      expect(now).not.toBe(before);
      await notice.filter({ hasText: now }).waitFor();
      expect(await staff.ordersOf(person.email)).toEqual([]);
      await goToHostedPage(page);
      await page.getByRole("button", { name: `Pay ${now}` }).waitFor();
      await payWith(page, cards.good);
      const order = await staff.loadOrder(await becomesConfirmed(page, person));
      expect(order.lines[0]?.unitPrice.amount).toBe(goods.variant.price.amount + RAISE_MINOR);
    });
  },
);
