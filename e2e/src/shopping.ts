// The steps of a purchase as a person takes them, found by role and label. Each ends where the next one begins.
import type { Page } from "playwright-core";
import type { Goods } from "./staff.ts";
import type { Visitor } from "./visitor.ts";

export const cards = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  threeDSecure: "4000 0000 0000 3220",
} as const;

export type Person = { readonly email: string; readonly firstName: string };
/** Somebody new: the address tells whose mails and orders these are. */
export const personFor = (purpose: string): Person => ({
  email: `${purpose}@customers.example`,
  firstName: "Amina",
});

export async function chooseVersion(page: Page, { variant }: Goods): Promise<void> {
  for (const [name, value] of Object.entries(variant.options)) {
    const option = page.getByRole("group", { name: new RegExp(`^${name} `) });
    await option.getByRole("link", { name: value, exact: true }).click();
    await page.getByRole("group", { name: `${name} ${value}` }).waitFor();
  }
}

/** From a product's page to the bag: beside the page with JavaScript, a page of its own without. */
export async function putIntoBag({ page, javaScript }: Visitor, quantity = 1): Promise<void> {
  await page.getByLabel("Quantity", { exact: true }).selectOption(String(quantity));
  await page.getByRole("button", { name: "Add to bag" }).click();
  const bag = javaScript
    ? page.getByRole("dialog", { name: "Your bag" })
    : page.getByRole("heading", { name: "Your bag", level: 1 });
  await bag.waitFor();
}

export async function goToCheckout(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await page.getByRole("heading", { name: "Checkout", level: 1 }).waitFor();
}

/** Who, where to and how; ends on the page with the button that costs money. */
export async function giveDetails(page: Page, person: Person): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
  await page.getByRole("combobox", { name: "Country" }).selectOption({ label: "Germany" });
  await page.getByRole("textbox", { name: "First name" }).fill(person.firstName);
  await page.getByRole("textbox", { name: "Last name" }).fill("Haddad");
  await page.getByRole("textbox", { name: "Street and number" }).fill("Lindenstraße 12");
  await page.getByRole("textbox", { name: "Postcode" }).fill("10969");
  await page.getByRole("textbox", { name: "Town or city" }).fill("Berlin");
  await page.getByRole("radio", { name: /^Standard/ }).check();
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await payButton(page).waitFor();
}

export const payButton = (page: Page) => page.getByRole("button", { name: /^Pay [€$]/ });

/** Places the order and ends on the provider's page. */
export async function goToHostedPage(page: Page): Promise<void> {
  await payButton(page).click();
  await becomesHostedPage(page);
}

export async function becomesHostedPage(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Pay by card" }).waitFor();
}

export async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Expiry date").fill("04 / 40");
  await page.getByLabel("Security code").fill("123");
  await page.getByLabel("Name on the card").fill("Amina Haddad");
  await page.getByRole("button", { name: /^Pay / }).click();
}

/** Ends when the shop says that the order is confirmed; gives the order's id. */
export async function becomesConfirmed(page: Page, { firstName }: Person): Promise<string> {
  await page.getByRole("heading", { name: `Thank you, ${firstName}` }).waitFor();
  return orderIdOf(page);
}

export function orderIdOf(page: Page): string {
  const id = /\/orders\/([0-9a-f-]{36})\//.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`${page.url()} is no page of an order.`);
  return id;
}

/** Everything up to the button that costs money, for journeys that begin to be interesting there. */
export async function goToPayment(visitor: Visitor, goods: Goods, person: Person): Promise<void> {
  await visitor.open(`/products/${goods.product.slug}`);
  await chooseVersion(visitor.page, goods);
  await putIntoBag(visitor);
  await goToCheckout(visitor.page);
  await giveDetails(visitor.page, person);
}
