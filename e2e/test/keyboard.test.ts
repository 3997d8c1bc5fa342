// The shop without a pointer.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import { pressOn, tabTo, typeInto } from "../src/keyboard.ts";
import { becomesConfirmed, becomesHostedPage, cards, payButton, personFor } from "../src/shopping.ts";

const ON_HAND = 5;

journey("the whole checkout by keyboard alone", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(9, ON_HAND);
  const person = personFor("keys");
  await visit({ device: "desktop" }, async ({ page, open }) => {
    await open(`/products/${goods.product.slug}`);
    await pressOn(page, page.getByRole("link", { name: "Skip to content" }));
    const isOther = ([name, text]: [string, string]) => goods.other.options[name] !== text;
    for (const [name, value] of Object.entries(goods.variant.options).filter(isOther)) {
      await pressOn(page, page.getByRole("group").getByRole("link", { name: value, exact: true }));
      await page.getByRole("group", { name: `${name} ${value}` }).waitFor();
    }
    await tabTo(page, page.getByLabel("Quantity", { exact: true }));
    await page.keyboard.press("2");
    await pressOn(page, page.getByRole("button", { name: "Add to bag" }), "Space");
    const bag = page.getByRole("dialog", { name: "Your bag" });
    await pressOn(page, bag.getByRole("link", { name: "Go to checkout" }));

    await page.getByRole("heading", { name: "Checkout", level: 1 }).waitFor();
    await typeInto(page, "E-mail", person.email);
    await tabTo(page, page.getByRole("combobox", { name: "Country" }));
    await page.keyboard.type("Austria");
    await typeInto(page, "First name", person.firstName);
    await typeInto(page, "Last name", "Haddad");
    await typeInto(page, "Street and number", "Neubaugasse 7");
    await typeInto(page, "Postcode", "1070");
    await typeInto(page, "Town or city", "Wien");
    await tabTo(page, page.getByRole("radio", { name: /^Standard/ }));
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("radio", { name: /^Express/ }).isChecked()).toBe(true);
    await pressOn(page, page.getByRole("button", { name: "Continue to payment" }));
    await pressOn(page, payButton(page));

    await becomesHostedPage(page);
    await typeInto(page, "Card number", cards.good);
    await typeInto(page, "Expiry date", "04 / 40");
    await typeInto(page, "Security code", "123");
    await typeInto(page, "Name on the card", "Amina Haddad");
    await page.keyboard.press("Enter");
    const order = await staff.loadOrder(await becomesConfirmed(page, person));
    expect(order).toMatchObject({
      status: "confirmed",
      lines: [{ quantity: 2 }],
      shippingAddress: { country: "AT" },
      shippingMethod: { name: "Express" },
    });
  });
});

journey(
  "the bag's sheet keeps the focus, closes on Escape and gives the focus back",
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(10, ON_HAND);
    await visit({ device: "desktop" }, async ({ page, open }) => {
      await open(`/products/${goods.product.slug}`);
      const add = page.getByRole("button", { name: "Add to bag" });
      await pressOn(page, add);
      const bag = page.getByRole("dialog", { name: "Your bag" });
      await tabTo(page, bag.getByRole("link", { name: "View bag" }));
      await tabTo(page, bag.getByRole("button", { name: "Close" })); // After the last comes the first: the page behind is out of reach.
      await page.keyboard.press("Escape");
      await bag.waitFor({ state: "hidden" });
      expect(await add.evaluate((button) => button === document.activeElement)).toBe(true);
    });
  },
);

journey(
  "a slash leads to the search, arrows through its suggestions, Enter to what was found",
  async ({ visit }) => {
    await visit({ device: "desktop" }, async ({ page, open }) => {
      await open("/");
      const field = page.getByRole("combobox", { name: "Search the shop" });
      const isReached = () => field.evaluate((element) => element === document.activeElement);
      // The page hears the key once its script runs; whoever is quicker presses it again.
      while (!(await isReached())) await page.keyboard.press("/");
      await page.keyboard.type("rug");
      const last = page.getByRole("group", { name: "Products" }).getByRole("option").last();
      const name = (await last.textContent()) ?? "";
      await page.keyboard.press("ArrowUp"); // From the field to the end of the list, where the products are.
      await page.getByRole("option", { selected: true }).waitFor();
      await page.keyboard.press("Enter");
      const heading = page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Made slowly" });
      await heading.waitFor();
      expect(name).toContain((await heading.textContent()) ?? "nothing");
    });
  },
);
