// Every page on a phone and at a desk, light and dark: no violation of axe's rules, nothing outside of the window, nothing wrong unseen.
import { expect } from "vitest";
import { tourOfTheDoors, tourOfTheRooms, tourOfTheSecondStep } from "../src/account-tour.ts";
import { inspect } from "../src/inspection.ts";
import { journey } from "../src/journey.ts";
import { tourOfThePaying, tourOfTheWays } from "../src/paying-tour.ts";
import { personFor } from "../src/shopping.ts";
import { tourOfTheAccount, tourOfTheCheckout, tourOfTheShelves, tourOfTheSmallThings } from "../src/tour.ts";

const ON_HAND = 5;
const FIRST_GOODS_TO_PAY = 45;
/** More than twenty pages, each judged four times: a busy machine takes its time. */
const LONG_TOUR_TIMEOUT_MS = 400_000;

journey(
  "the shelves, the words and what is not there",
  { timeout: LONG_TOUR_TIMEOUT_MS },
  async ({ visit, staff }) => {
    const goods = await staff.stockGoods(11, ON_HAND);
    await visit({ device: "desktop" }, async (visitor) => {
      const { look, faults } = inspect(visitor);
      await tourOfTheShelves({ visitor, staff, goods, person: personFor("shelves"), look });
      await tourOfTheSmallThings({ visitor, look });
      expect(faults()).toEqual([]);
    });
  },
);

journey("the bag, the checkout, the provider's pages and the order", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(12, ON_HAND);
  await visit({ device: "desktop" }, async (visitor) => {
    const { look, faults } = inspect(visitor);
    await tourOfTheCheckout({ visitor, staff, goods, person: personFor("checkout"), look });
    expect(faults()).toEqual([]);
  });
});

for (const [index, tour] of [tourOfThePaying, tourOfTheWays].entries()) {
  journey(index === 0 ? "codes, gift cards and credit" : "the ways to pay", async ({ visit, staff }) => {
    const goods = await staff.stockGoods(FIRST_GOODS_TO_PAY + index, ON_HAND);
    await visit({ device: "desktop" }, async (visitor) => {
      const { look, faults } = inspect(visitor);
      await tour({ visitor, staff, goods, person: personFor(`paying-${index}`), look });
      expect(faults()).toEqual([]);
    });
  });
}

journey("the account", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(13, ON_HAND);
  await visit({ device: "desktop" }, async (visitor) => {
    const { look, faults } = inspect(visitor);
    await tourOfTheAccount({ visitor, staff, goods, person: personFor("account"), look });
    expect(faults()).toEqual([]);
  });
});

for (const [what, tour] of [
  ["the ways into the account", tourOfTheDoors],
  ["the account's own pages", tourOfTheRooms],
  ["the second step", tourOfTheSecondStep],
] as const) {
  journey(what, async ({ visit, shop, staff }) => {
    await visit({ device: "desktop" }, async (visitor) => {
      const { look, faults } = inspect(visitor);
      await tour({ visitor, shop, staff, person: personFor(`pages-${tour.name.toLowerCase()}`), look });
      expect(faults()).toEqual([]);
    });
  });
}
