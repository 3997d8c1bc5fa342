// An order from its confirmation to its refund, and what a customer has in the shop, in every state worth looking at.
import type { Order } from "@souk/contracts";
import { register } from "./account.ts";
import { openCounter, type Counter } from "./counter.ts";
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

type Stage = Tour & { readonly counter: Counter; readonly order: Order };

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

async function tourOfTheParcels({ visitor, counter, order, look }: Stage): Promise<void> {
  const { open } = visitor;
  const path = `/orders/${order.id}`;
  const [many, one] = order.lines;
  if (!many || !one) throw new Error("The order has two lines.");
  await open(path);
  await look("order-confirmed");
  await visitor.page.getByText("Cancel this order", { exact: true }).click();
  await look("order-cancel");
  await open(`${path}/returns/new`);
  await look("return-nothing-yet");
  const first = await counter.ship(order.id, {
    lines: [{ lineId: many.id, quantity: 2 }],
    carrier: "DHL",
    trackingNumber: "00340434292135100186",
    trackingUrl: "https://track.example/00340434292135100186",
  });
  await open(path);
  await look("order-partly-shipped");
  await counter.deliver(order.id, first.id);
  const { id } = await counter.ship(order.id, { trackingNumber: "RR123456785DE" });
  await counter.deliver(order.id, id);
  await open(path);
  await look("order-delivered");
}

async function tourOfTheReturn({ visitor, counter, order, look }: Stage): Promise<void> {
  const { page, open } = visitor;
  const path = `/orders/${order.id}`;
  const [many] = order.lines;
  if (!many) throw new Error("The order has lines.");
  await open(path);
  await page.getByRole("link", { name: "Send something back" }).click();
  await page.getByRole("heading", { name: "Send something back" }).waitFor();
  await look("return-new");
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
  const returnId = pathname.split("/").at(-1) ?? "";
  await counter.approve(order.id, returnId);
  await open(pathname);
  await look("return-approved");
  await counter.receive(order.id, returnId, { lineId: many.id, quantity: 1 });
  await counter.refund(order.id, returnId);
  await counter.waitForOrder(order.id, ({ refunds }) => refunds[0]?.status === "succeeded");
  await open(pathname);
  await look("return-refunded");
  await open(path);
  await look("order-refunded-in-part");
}

async function tourOfTheCredit({ visitor, staff, order, look }: Stage): Promise<void> {
  const { page, open } = visitor;
  await open("/account");
  await look("account-orders");
  await open("/account/returns");
  await look("account-returns");
  await open("/account/payment-methods");
  await look("account-payment-methods-none");
  await open("/account/store-credit");
  await look("account-store-credit-none");
  await grantCredit(staff, { email: order.email, amount: { amount: 2_500, currency: "EUR" } });
  await open("/account/store-credit");
  await look("account-store-credit");
  await open("/gift-cards");
  await look("gift-card");
  await page.getByLabel("Gift card code").fill("0000-0000-0000-0000");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("This is not the code of a gift card of ours.").waitFor();
  await look("gift-card-unknown");
  await page
    .getByLabel("Gift card code")
    .fill(await issueGiftCard(staff, { amount: 5_000, currency: "EUR" }));
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("€50.00").waitFor();
  await look("gift-card-balance");
}

export async function tourAfterTheSale(tour: Tour): Promise<void> {
  const { visitor, staff, person, look } = tour;
  await register(visitor, person);
  await visitor.open("/account/returns");
  await look("account-returns-none");
  const stage = { ...tour, counter: openCounter(staff), order: await buy(tour) };
  await tourOfTheParcels(stage);
  await tourOfTheReturn(stage);
  await tourOfTheCredit(stage);
}
