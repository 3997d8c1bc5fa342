// An order from its confirmation to its refund, and what a customer has in the shop, in every state worth looking at.
import type { Order } from "@souk/contracts";
import { register } from "./account.ts";
import { openCounter } from "./counter.ts";
import { grantCredit, issueGiftCard } from "./generosity.ts";
import {
  becomesConfirmed,
  becomesHostedPage,
  cards,
  giveDetails,
  goToCheckout,
  payButton,
  payWith,
  putIntoBag,
} from "./shopping.ts";
import type { Tour } from "./tour.ts";

/** Two versions of the product: three pieces of one, one of the other. */
async function buy({ visitor, goods, person, staff }: Tour): Promise<Order> {
  const { page } = visitor;
  for (const [variant, quantity] of [
    [goods.variant, 3],
    [goods.other, 1],
  ] as const) {
    await visitor.open(`/products/${goods.product.slug}?variant=${variant.sku}`);
    await putIntoBag(visitor, quantity);
  }
  await visitor.open("/cart");
  await goToCheckout(page);
  await giveDetails(page, person);
  await payButton(page).click();
  await becomesHostedPage(page);
  await payWith(page, cards.good);
  return staff.loadOrder(await becomesConfirmed(page, person));
}

/** On its way in two parcels. */
export async function tourOfTheParcels(tour: Tour): Promise<void> {
  const { visitor, staff, look } = tour;
  const { page, open } = visitor;
  const counter = openCounter(staff);
  const { id: orderId, lines } = await buy(tour);
  const [many] = lines;
  if (!many) throw new Error("The order has no lines.");
  await open(`/orders/${orderId}`);
  await page.getByText("Cancel this order", { exact: true }).click();
  await look("order-cancel");
  await open(`/orders/${orderId}/returns/new`);
  await look("return-nothing-yet");
  const first = await counter.ship(orderId, {
    lines: [{ lineId: many.id, quantity: 2 }],
    carrier: "DHL",
    trackingNumber: "00340434292135100186",
    trackingUrl: "https://track.example/00340434292135100186",
  });
  await open(`/orders/${orderId}`);
  await look("order-partly-shipped");
  await counter.deliver(orderId, first.id);
  const { id } = await counter.ship(orderId, { trackingNumber: "RR123456785DE" });
  await counter.deliver(orderId, id);
  await open(`/orders/${orderId}`);
  await look("order-delivered");
}

/** A return from the question to the money. */
export async function tourOfTheReturn(tour: Tour): Promise<void> {
  const { visitor, staff, person, look } = tour;
  const { page, open } = visitor;
  const counter = openCounter(staff);
  await register(visitor, person);
  const order = await buy(tour);
  const [many] = order.lines;
  if (!many) throw new Error("The order has no lines.");
  await counter.ship(order.id, {});
  const { pathname, returnId } = await ask(tour, order);
  await counter.approve(order.id, returnId);
  await open(pathname);
  await look("return-approved");
  await counter.receive(order.id, returnId, { lineId: many.id, quantity: 1 });
  await counter.refund(order.id, returnId);
  await counter.waitForOrder(order.id, ({ refunds }) => refunds[0]?.status === "succeeded");
  await open(pathname);
  await look("return-refunded");
  for (const [name, path] of [
    ["order-refunded-in-part", `/orders/${order.id}`],
    ["account-orders", "/account"],
    ["account-returns", "/account/returns"],
  ] as const) {
    await open(path);
    await look(name);
  }
  await page.getByRole("link", { name: /^Return of/ }).click();
  await page.getByRole("heading", { name: /^Return from order/ }).waitFor();
}

async function ask({ visitor, look }: Tour, { id }: Order) {
  const { page, open } = visitor;
  await open(`/orders/${id}`);
  await page.getByRole("link", { name: "Send something back" }).click();
  await page.getByRole("heading", { name: "Send something back" }).waitFor();
  await page.getByLabel("How many").first().selectOption("2");
  await page.getByRole("button", { name: "Ask to send it back" }).click();
  await page.getByRole("alert").waitFor();
  await look("return-new-errors");
  await page.getByLabel("Why").first().selectOption({ label: "It arrived damaged" });
  await page.getByLabel("Anything we should know?").fill("The glaze has a crack.\nThe box was wet.");
  await page.getByRole("button", { name: "Ask to send it back" }).click();
  await page.getByRole("heading", { name: /^Return from order/ }).waitFor();
  await look("return-requested");
  const { pathname } = new URL(page.url());
  return { pathname, returnId: pathname.split("/").at(-1) ?? "" };
}

/** What a customer has in the shop, before and after there is any. */
export async function tourOfTheCredit({ visitor, staff, person, look }: Tour): Promise<void> {
  const { page, open } = visitor;
  await register(visitor, person);
  for (const name of ["returns", "payment-methods", "store-credit"]) {
    await open(`/account/${name}`);
    await look(`account-${name}-none`);
  }
  await grantCredit(staff, { email: person.email, amount: { amount: 2_500, currency: "EUR" } });
  await open("/account/store-credit");
  await look("account-store-credit");
  await open("/gift-cards");
  await page.getByLabel("Gift card code").fill("0000-0000-0000-0000");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("This is not the code of a gift card of ours.").waitFor();
  await look("gift-card-unknown");
  const code = await issueGiftCard(staff, { amount: 5_000, currency: "EUR" });
  await page.getByLabel("Gift card code").fill(code);
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("€50.00").waitFor();
  await look("gift-card-balance");
}
