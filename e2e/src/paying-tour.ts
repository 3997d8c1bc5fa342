// The pages on which codes, gift cards and credit pay, in every state worth looking at.
import { grantCredit, issueGiftCard, offerCoupon } from "./generosity.ts";
import {
  becomesConfirmed,
  cards,
  giveDetails,
  goToCheckout,
  goToHostedPage,
  payButton,
  payWith,
  putIntoBag,
  type Person,
} from "./shopping.ts";
import type { Staff } from "./staff.ts";
import type { Tour } from "./tour.ts";
import type { Visitor } from "./visitor.ts";

const PASSWORD = "a lantern in the window";
const CURRENCY = "EUR";
// Less than anything costs, so that something is left to pay.
const CARD_MINOR = 300;
const CREDIT_MINOR = 200;
const PLENTY_MINOR = 50_000_00;
const QUARTER_BASIS_POINTS = 2_500;
const RAISE_MINOR = 300;

export async function register({ page, open }: Visitor, person: Person): Promise<void> {
  await open("/register");
  await page.getByRole("textbox", { name: "First name" }).fill(person.firstName);
  await page.getByRole("textbox", { name: "Last name" }).fill("Haddad");
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByRole("heading", { name: "Hello", level: 1 }).waitFor();
}

/** Types a code behind its question and sends it. */
export async function enterCode(
  { page }: Visitor,
  {
    question,
    field,
    code,
    button = "Apply",
  }: Readonly<Record<"question" | "field" | "code", string>> & {
    readonly button?: string;
  },
): Promise<void> {
  const main = page.getByRole("main");
  const box = main.getByLabel(field, { exact: true });
  if (!(await box.isVisible())) await main.getByText(question).click();
  await box.fill(code);
  await box.locator("xpath=ancestor::form").getByRole("button", { name: button }).click();
}

const couponField = { question: "Have a discount code?", field: "Discount code" };
const giftCardField = { question: "Have a gift card?", field: "Gift card code" };
export const enterCoupon = (visitor: Visitor, code: string) => enterCode(visitor, { ...couponField, code });
export const enterGiftCard = (visitor: Visitor, code: string, button = "Apply") =>
  enterCode(visitor, { ...giftCardField, code, button });

export async function tourOfThePaying(tour: Tour): Promise<void> {
  const { visitor, staff, goods, person, look } = tour;
  const { page } = visitor;
  await register(visitor, person);
  await grantCredit(staff, { email: person.email, amount: { amount: CREDIT_MINOR, currency: CURRENCY } });
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.variant.sku}`);
  await putIntoBag(visitor, 2);
  await visitor.open("/cart");
  await tourOfTheCodes(visitor, { staff, look, code: `TOUR-${goods.variant.sku}`.slice(0, 30) });
  await staff.raisePrice(goods, RAISE_MINOR);
  await staff.setStock(goods.variant.id, 1);
  await visitor.open("/cart");
  await page.getByText("Something changed since you filled your bag").waitFor();
  await look("bag-changes");
  await page.getByRole("button", { name: "Accept the changes" }).click();
  await page.getByText("Something changed since you filled your bag").waitFor({ state: "detached" });
  await goToCheckout(page);
  await giveDetails(page, person);
  await page.getByRole("main").getByText("How this adds up").last().click();
  await look("payment-with-codes");
  await tourOfTheEnd(tour);
}

type Codes = Pick<Tour, "look"> & { readonly staff: Staff; readonly code: string };

async function tourOfTheCodes(visitor: Visitor, { staff, look, code }: Codes): Promise<void> {
  const { page } = visitor;
  await enterCoupon(visitor, "NOTHING-LIKE-IT");
  await page.getByText("We do not know this code.").waitFor();
  await look("bag-coupon-refused");
  await offerCoupon(staff, { code, basisPoints: QUARTER_BASIS_POINTS });
  await enterCoupon(visitor, code);
  await page.getByRole("button", { name: `Remove code ${code}` }).waitFor();
  const card = await issueGiftCard(staff, { amount: CARD_MINOR, currency: CURRENCY });
  await enterGiftCard(visitor, card, "Check the balance");
  await page.getByRole("alert").filter({ hasText: "€3.00" }).waitFor();
  await look("bag-gift-card-balance");
  await enterGiftCard(visitor, card);
  await page.getByRole("button", { name: `Remove gift card ending in ${card.slice(-4)}` }).waitFor();
  await page.getByRole("switch", { name: /^Use store credit/ }).click();
  await page.getByRole("switch", { checked: true }).waitFor();
  await page.getByText("Left to pay").waitFor();
  await look("bag-with-codes");
}

/** What changed while paying; and then there is nothing left to pay. */
async function tourOfTheEnd({ visitor, staff, goods, person, look }: Tour): Promise<void> {
  const { page } = visitor;
  await staff.raisePrice(goods, RAISE_MINOR);
  await payButton(page).click();
  await page.getByRole("alert").filter({ hasText: "The total changed" }).waitFor();
  await look("payment-changed");
  const plenty = await issueGiftCard(staff, { amount: PLENTY_MINOR, currency: CURRENCY });
  await enterGiftCard(visitor, plenty);
  await page.getByRole("button", { name: "Place the order" }).waitFor();
  await look("payment-nothing-due");
  await page.getByRole("button", { name: "Place the order" }).click();
  await becomesConfirmed(page, person);
}

/** A kept card, a transfer, cash at the door, and signing in with something in the bag. */
export async function tourOfTheWays(tour: Tour): Promise<void> {
  const { visitor, goods, person, look } = tour;
  const { page } = visitor;
  await register(visitor, person);
  await goToPaymentAgain(tour);
  await page.getByRole("checkbox", { name: "Keep this card for the next time" }).check();
  await goToHostedPage(page);
  await payWith(page, cards.good);
  await becomesConfirmed(page, person);
  await goToPaymentAgain(tour);
  await page.getByRole("radio", { name: /···· 4242/ }).waitFor();
  await look("payment-kept-card");
  await page.getByRole("radio", { name: /^Bank transfer/ }).check();
  await payButton(page).click();
  await page.getByRole("heading", { name: "How to pay" }).waitFor();
  await look("payment-by-transfer");
  await page.getByRole("link", { name: "Pay another way" }).click();
  await page.getByRole("radio", { name: /^Cash on delivery/ }).waitFor();
  await look("payment-another-way");
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.variant.sku}`);
  await putIntoBag(visitor);
  await signOut(visitor);
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.other.sku}`);
  await putIntoBag(visitor);
  await visitor.open("/sign-in?from=/cart");
  await signIn(visitor, person);
  await page.getByText("We added what was in your bag").waitFor();
  await look("bag-merged");
}

/** The payment page for one of the goods, for somebody who has been here before. */
export async function goToPaymentAgain({
  visitor,
  goods,
  person,
}: Omit<Tour, "look" | "staff">): Promise<void> {
  await visitor.open(`/products/${goods.product.slug}?variant=${goods.variant.sku}`);
  await putIntoBag(visitor);
  await goToCheckout(visitor.page);
  await giveDetails(visitor.page, person);
}

export async function signIn({ page }: Visitor, person: Person): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signOut({ page, open }: Visitor): Promise<void> {
  await open("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).first().waitFor();
}
