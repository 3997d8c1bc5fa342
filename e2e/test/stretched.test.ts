// Translations are longer and some are read from the right: nothing of a page may then lie outside of the window.
import { expect } from "vitest";
import { measureOverflow } from "../src/accessibility.ts";
import { journey } from "../src/journey.ts";
import { giveDetails, goToCheckout, personFor, putIntoBag } from "../src/shopping.ts";
import { stretch } from "../src/stretching.ts";
import { allDevices } from "../src/tour.ts";
import { devices, type Visitor } from "../src/visitor.ts";

const ON_HAND = 5;
const directions = ["ltr", "rtl"] as const;

/** Stretches the page that is open, in both windows and both directions; gives what does not fit. */
async function misfits({ page, open }: Visitor, path: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const device of allDevices) {
    await page.setViewportSize(devices[device].viewport);
    for (const direction of directions) {
      await open(path);
      await page.evaluate(stretch, direction);
      const overflow = await measureOverflow(page);
      if (overflow > 0) found.push(`${path}, ${device}, ${direction}: ${overflow} px too wide`);
    }
  }
  await page.setViewportSize(devices.desktop.viewport);
  return found;
}

journey(
  "words twice as long, prices of millions and the other direction fit on the shelves",
  async ({ visit, staff }) => {
    const { product, variant } = await staff.stockGoods(35, ON_HAND);
    await visit({ device: "desktop" }, async (visitor) => {
      for (const path of [
        "/",
        "/products",
        "/products/search?q=lantern",
        "/products/search?q=zzzzzz",
        `/products/${product.slug}?variant=${variant.sku}`,
        "/sign-in",
        "/gift-cards",
        "/terms",
      ])
        expect(await misfits(visitor, path)).toEqual([]);
    });
  },
);

journey("and on the way from the bag to the payment", async ({ visit, staff }) => {
  const { product, variant } = await staff.stockGoods(36, ON_HAND);
  await visit({ device: "desktop" }, async (visitor) => {
    await visitor.open(`/products/${product.slug}?variant=${variant.sku}`);
    await putIntoBag(visitor, 2);
    expect(await misfits(visitor, "/cart")).toEqual([]);
    await visitor.open("/cart");
    await goToCheckout(visitor.page);
    expect(await misfits(visitor, "/checkout")).toEqual([]);
    await visitor.open("/checkout");
    await giveDetails(visitor.page, personFor("stretched"));
    expect(await misfits(visitor, "/checkout/payment")).toEqual([]);
  });
});
