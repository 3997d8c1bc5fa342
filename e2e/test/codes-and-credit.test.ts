// What pays beside a card, and what two windows of one browser do to each other: everything is paid once, and nobody is left standing.
import { expect } from "vitest";
import { disableGiftCard, issueGiftCard, offerCoupon } from "../src/generosity.ts";
import { journey } from "../src/journey.ts";
import { enterCoupon, enterGiftCard, goToPaymentAgain, register } from "../src/paying-tour.ts";
import {
  becomesConfirmed,
  cards,
  goToHostedPage,
  goToPayment,
  orderIdOf,
  payButton,
  payWith,
  personFor,
} from "../src/shopping.ts";

const ON_HAND = 5;
const CARD_MINOR = 700;
const PLENTY_MINOR = 5_000_000;
const TENTH_BASIS_POINTS = 1_000;
const currency = "EUR";

journey(
  "a code and a gift card reduce what the card pays, without JavaScript on a phone",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(40, ON_HAND);
    const person = personFor("codes");
    await offerCoupon(staff, { code: "TENTH", basisPoints: TENTH_BASIS_POINTS });
    const card = await issueGiftCard(staff, { amount: CARD_MINOR, currency });
    await visit({ device: "phone", javaScript: false }, async (visitor) => {
      const { page } = visitor;
      await goToPayment(visitor, goods, person);
      await enterCoupon(visitor, "tenth");
      await page.getByRole("button", { name: "Remove code TENTH" }).waitFor();
      await enterGiftCard(visitor, card.toLowerCase());
      await page.getByText("pays €7.00").waitFor();
      expect(new URL(page.url()).pathname).toBe("/checkout/payment");
      const due = (await payButton(page).textContent())?.replace("Pay ", "") ?? "";
      await goToHostedPage(page);
      await page.getByRole("button", { name: `Pay ${due}` }).waitFor();
      await payWith(page, cards.good);
      const order = await staff.loadOrder(await becomesConfirmed(page, person));
      expect(order.credits).toMatchObject([{ kind: "gift_card", amount: { amount: CARD_MINOR } }]);
      expect(order.amountDue.amount).toBe(order.total.amount - CARD_MINOR);
      expect(order.totals.discount.amount).toBe(Math.round(order.totals.subtotal.amount / 10));
    });
  },
);

journey(
  "a gift card that was used up elsewhere charges nobody more than they saw",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(41, ON_HAND);
    const person = personFor("used-up");
    const card = await issueGiftCard(staff, { amount: PLENTY_MINOR, currency });
    await visit({ device: "desktop" }, async (visitor) => {
      const { page } = visitor;
      await goToPayment(visitor, goods, person);
      await enterGiftCard(visitor, card);
      await page.getByRole("button", { name: "Place the order" }).waitFor();
      await disableGiftCard(staff, card);
      await page.getByRole("button", { name: "Place the order" }).click();
      const notice = page.getByRole("alert").filter({ hasText: "The total changed" });
      await notice.filter({ hasText: `Gift card ···· ${card.slice(-4)}` }).waitFor();
      expect(await staff.ordersOf(person.email)).toEqual([]);
      await goToHostedPage(page);
      await payWith(page, cards.good);
      const order = await staff.loadOrder(await becomesConfirmed(page, person));
      expect(order.credits).toEqual([]);
    });
  },
);

journey("a card that is kept pays the next order with one press", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(42, ON_HAND);
  const person = personFor("keeper");
  await visit({ device: "desktop" }, async (visitor) => {
    const { page } = visitor;
    await register(visitor, person);
    await goToPaymentAgain({ visitor, goods, person });
    await page.getByRole("checkbox", { name: "Keep this card for the next time" }).check();
    await goToHostedPage(page);
    await payWith(page, cards.good);
    const first = await becomesConfirmed(page, person);
    await goToPaymentAgain({ visitor, goods, person });
    await page.getByRole("radio", { name: /^Visa ···· 4242/, checked: true }).waitFor();
    await payButton(page).click();
    const second = await becomesConfirmed(page, person);
    expect(second).not.toBe(first);
    expect(await staff.loadOrder(second)).toMatchObject({ status: "confirmed" });
  });
});

journey("a transfer is told with its reference, and cash is promised at once", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(43, ON_HAND);
  const person = personFor("by-hand");
  await visit({ device: "phone" }, async (visitor) => {
    const { page } = visitor;
    await goToPayment(visitor, goods, person);
    await page.getByRole("radio", { name: /^Bank transfer/ }).check();
    await payButton(page).click();
    await page.getByRole("heading", { name: "How to pay" }).waitFor();
    const waiting = await staff.loadOrder(orderIdOf(page));
    expect(waiting.status).toBe("pending");
    await page.getByRole("main").getByText("IBAN").filter({ hasText: waiting.number }).waitFor();
    await page.getByRole("link", { name: "Pay another way" }).click();
    await page.getByRole("radio", { name: /^Cash on delivery/ }).check();
    await payButton(page).click();
    expect(await becomesConfirmed(page, person)).toBe(waiting.id);
  });
});

journey("a second window whose bag was ordered leads to that order", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(44, ON_HAND);
  const person = personFor("two-windows");
  await visit({ device: "desktop" }, async (visitor) => {
    const { page } = visitor;
    await goToPayment(visitor, goods, person);
    const second = await page.context().newPage();
    await second.goto("/checkout/payment");
    const bag = await page.context().newPage();
    await bag.goto("/cart");
    await goToHostedPage(page);
    await payWith(page, cards.good);
    const orderId = await becomesConfirmed(page, person);
    await payButton(second).click();
    expect(await becomesConfirmed(second, person)).toBe(orderId);
    await bag
      .getByRole("main")
      .getByRole("button", { name: `Remove ${goods.product.name}` })
      .click();
    expect(await becomesConfirmed(bag, person)).toBe(orderId);
    expect(await staff.ordersOf(person.email)).toHaveLength(1);
  });
});
