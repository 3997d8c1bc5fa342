// Keeping things for later: the heart, the list, the link for others; and being told when something sold out is back.
import { expect } from "vitest";
import { openAccount } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { linkOf, waitForMail } from "../src/mailbox.ts";
import { personFor } from "../src/shopping.ts";

const ON_HAND = 5;

journey(
  "a heart fills the wishlist, whose link shows it to others until it is taken back",
  async ({ visit, shop, staff }) => {
    const { product, variant } = await staff.stockGoods(31, ON_HAND);
    await visit({ device: "desktop" }, async (visitor) => {
      const { page, open } = visitor;
      await openAccount(visitor, { shop, staff }, personFor("wishes"));
      await open(`/products/${product.slug}?variant=${variant.sku}`);
      await page.getByRole("button", { name: "Put on the wishlist", pressed: false }).click();
      await page.getByText("It is on your wishlist.").waitFor();
      await open("/wishlist");
      await page.getByRole("link", { name: product.name }).first().waitFor();
      await page.getByRole("button", { name: "Make a link" }).click();
      const link = await page.getByLabel("Link to your wishlist").inputValue();
      await visit({ device: "phone" }, async (friend) => {
        await friend.open(new URL(link).pathname);
        await friend.page.getByRole("heading", { name: product.name }).waitFor();
      });
      await page.getByRole("button", { name: "Stop sharing" }).click();
      await page.getByRole("button", { name: "Make a link" }).waitFor();
      await visit({ device: "phone" }, async (friend) => {
        friend.expectStatus(404);
        expect(await friend.open(new URL(link).pathname)).toBe(404);
      });
      await page.getByRole("button", { name: `Remove ${product.name}` }).click();
      await page.getByRole("heading", { name: "Nothing on your wishlist yet" }).waitFor();
    });
  },
);

journey("a guest confirms by mail and is told once it is back", async ({ visit, shop, staff }) => {
  const { product, other } = await staff.stockGoods(32, ON_HAND);
  await staff.setStock(other.id, 0);
  const { email } = personFor("waits");
  await visit({ device: "phone", javaScript: false }, async ({ page, open }) => {
    await open(`/products/${product.slug}?variant=${other.sku}`);
    await page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await page.getByRole("button", { name: "Tell me" }).click();
    await page.getByText("Look into your mailbox").waitFor();
    await open(await linkOf({ shop, staff }, { to: email, subject: /^Shall we tell you/ }));
    await page.getByRole("button", { name: "Yes, tell me" }).click();
    await page.getByRole("heading", { name: "We will write to you" }).waitFor();
  });
  await staff.setStock(other.id, ON_HAND);
  await waitForMail({ staff }, { to: email, subject: /is back$/ });
});
