// Every page of the shop in every state worth looking at, one after the other. What is done at each is up to whoever takes the tour.
import {
  becomesConfirmed,
  becomesHostedPage,
  cards,
  goToCheckout,
  giveDetails,
  goToHostedPage,
  orderIdOf,
  payButton,
  payWith,
  putIntoBag,
  type Person,
} from "./shopping.ts";
import type { Goods, Staff } from "./staff.ts";
import { devices, type Device, type Visitor } from "./visitor.ts";

/** Looks at the page as it is now; the name is unique on a tour. Some things are there in windows of one size alone. */
export type Look = (name: string, at?: readonly Device[]) => Promise<void>;
export const allDevices: readonly Device[] = ["phone", "desktop"];
export type Tour = {
  readonly visitor: Visitor;
  readonly staff: Staff;
  readonly goods: Goods;
  readonly person: Person;
  readonly look: Look;
};

const NOT_FOUND = 404;
const PASSWORD = "a lantern in the window";

const quietPages: Readonly<Record<string, string>> = {
  home: "/",
  everything: "/products",
  "everything-filtered": "/products?sort=-price&minPrice=50&inStock=true",
  "everything-nothing": "/products?minPrice=999999",
  "search-start": "/products/search",
  "search-results": "/products/search?q=lantern",
  "search-nothing": "/products/search?q=zzzzzz",
  "search-mended": "/products/search?q=lantren",
  "waiting-link-broken": "/back-in-stock/confirm",
  "bag-empty": "/cart",
  "sign-in": "/sign-in",
  register: "/register",
  about: "/about",
  delivery: "/shipping",
  returns: "/returns",
  privacy: "/privacy",
  terms: "/terms",
  mailbox: "/dev/mailbox/",
};

export async function tourOfTheShelves({ visitor, staff, goods, look }: Tour): Promise<void> {
  for (const [name, path] of Object.entries(quietPages)) {
    await visitor.open(path);
    await look(name);
  }
  const { page } = visitor;
  const [outer = ""] = await staff.roomsOf(goods.product);
  await visitor.open("/");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: outer, exact: true })
    .click();
  await page.getByRole("heading", { name: outer, level: 1 }).waitFor();
  await look("room");
  await visitor.open(`/categories/${goods.product.categorySlug}`);
  await look("inner-room");
  await visitor.open(`/products/${goods.product.slug}`);
  await look("product");
  await visitor.open(`/products/${goods.product.slug}/reviews`);
  await look("reviews-none");
  await staff.setStock(goods.other.id, 0);
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.other.sku}`);
  await look("product-sold-out");
  visitor.expectStatus(NOT_FOUND);
  for (const [name, path] of [
    ["not-found", "/no-such-page"],
    ["product-not-found", "/products/no-such-thing"],
    ["wishlist-not-shared", "/wishlists/nothing"],
    ["order-hidden", "/orders/00000000-0000-7000-8000-000000000000"],
  ] as const) {
    const status = await visitor.open(path);
    if (status !== NOT_FOUND) throw new Error(`${path} answered ${status}.`);
    await look(name);
  }
}

export async function tourOfTheCheckout({ visitor, staff, goods, person, look }: Tour): Promise<void> {
  const { page } = visitor;
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.variant.sku}`);
  await putIntoBag(visitor, 2);
  await page.getByRole("dialog").getByRole("link", { name: "View bag" }).waitFor();
  await look("bag-sheet");
  await visitor.open("/cart");
  await look("bag");
  await staff.setStock(goods.variant.id, 1);
  await visitor.open("/cart");
  await look("bag-fewer-left");
  await staff.setStock(goods.variant.id, 5);
  await visitor.open("/cart");
  await goToCheckout(page);
  await look("checkout");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.getByRole("alert").waitFor();
  await look("checkout-errors");
  await giveDetails(page, person);
  await look("payment");
  await goToHostedPage(page);
  await look("hosted-page");
  await tourOfThePayment({ visitor, staff, goods, person, look });
}

async function tourOfThePayment({ visitor, staff, person, look }: Tour): Promise<void> {
  const { page } = visitor;
  const hostedUrl = page.url();
  await page.getByRole("link", { name: "Cancel and go back to the shop" }).click();
  await page.getByRole("heading", { name: "Your order waits for its payment" }).waitFor();
  await look("payment-open");
  const orderId = orderIdOf(page);
  visitor.expectStatus(402);
  await visitor.open(hostedUrl);
  await becomesHostedPage(page);
  await payWith(page, cards.declined);
  await page.getByRole("alert").waitFor();
  await look("hosted-page-declined");
  await payWith(page, cards.threeDSecure);
  await page.getByRole("heading", { name: "Is this you?" }).waitFor();
  await look("hosted-page-3ds");
  await page.getByRole("button", { name: "Approve" }).click();
  await becomesConfirmed(page, person);
  await look("confirmation");
  await visitor.open(`/orders/${orderId}`);
  await look("order");
  const mails = await staff.waitForMails(person.email);
  await visitor.open(`/dev/mailbox/${mails[0]?.id}`);
  await look("mailbox-message");
}

export async function tourOfTheAccount({ visitor, goods, person, look }: Tour): Promise<void> {
  const { page } = visitor;
  await visitor.open("/register");
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByRole("alert").waitFor();
  await look("register-errors");
  await page.getByRole("textbox", { name: "First name" }).fill(person.firstName);
  await page.getByRole("textbox", { name: "Last name" }).fill("Haddad");
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByRole("heading", { name: "Hello", level: 1 }).waitFor();
  await look("account-new");
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.variant.sku}`);
  await putIntoBag(visitor);
  await goToCheckout(page);
  await giveDetails(page, person);
  await payButton(page).click();
  await becomesHostedPage(page);
  await payWith(page, cards.good);
  await becomesConfirmed(page, person);
  await visitor.open("/account");
  await look("account");
}

export async function tourOfTheSmallThings({ visitor, look }: Pick<Tour, "visitor" | "look">): Promise<void> {
  const { page } = visitor;
  await page.setViewportSize(devices.phone.viewport);
  await visitor.open("/products");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await look("filters", ["phone"]);
  await page.setViewportSize(devices.desktop.viewport);
  await visitor.open("/");
  await page.getByRole("combobox", { name: "Search the shop" }).fill("lan");
  await page.getByRole("option").first().waitFor();
  await look("suggestions", ["desktop"]);
  await page.setViewportSize(devices.phone.viewport);
  await visitor.open("/");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation", { name: "Menu" }).waitFor();
  await look("menu", ["phone"]);
}
