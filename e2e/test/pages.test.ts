// Every page on a phone and at a desk, light and dark: no violation of axe's rules, nothing outside of the window, nothing wrong unseen.
import { expect } from "vitest";
import { findViolations, measureOverflow } from "../src/accessibility.ts";
import { journey } from "../src/journey.ts";
import { personFor } from "../src/shopping.ts";
import {
  allDevices,
  tourOfTheAccount,
  tourOfTheCheckout,
  tourOfTheShelves,
  tourOfTheSmallThings,
  type Look,
} from "../src/tour.ts";
import { devices, type Visitor } from "../src/visitor.ts";

const ON_HAND = 5;
/** The mailbox is a tool of developers; its list reloads itself, because it runs no scripts. */
const isAccepted = (fault: string): boolean =>
  fault.startsWith("mailbox, ") && fault.includes(": meta-refresh: ");

/** Looks at a page in both sizes and both colours, and keeps what is wrong with it for the end of the tour. */
function inspect({ page }: Visitor) {
  const faults: string[] = [];
  const look: Look = async (name, at = allDevices) => {
    for (const device of at) {
      await page.setViewportSize(devices[device].viewport);
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await findViolations(page, "colours");
      await page.emulateMedia({ colorScheme: "light" });
      const light = await findViolations(page, "all");
      const overflow = await measureOverflow(page);
      faults.push(
        ...dark.map((text) => `${name}, ${device}, dark: ${text}`),
        ...light.map((text) => `${name}, ${device}: ${text}`),
      );
      if (overflow > 0) faults.push(`${name}, ${device}: ${overflow} px too wide`);
    }
  };
  return { look, faults: () => faults.filter((fault) => !isAccepted(fault)) };
}

journey("the shelves, the words and what is not there", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(11, ON_HAND);
  await visit({ device: "desktop" }, async (visitor) => {
    const { look, faults } = inspect(visitor);
    await tourOfTheShelves({ visitor, staff, goods, person: personFor("shelves"), look });
    await tourOfTheSmallThings({ visitor, look });
    expect(faults()).toEqual([]);
  });
});

journey("the bag, the checkout, the provider's pages and the order", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(12, ON_HAND);
  await visit({ device: "desktop" }, async (visitor) => {
    const { look, faults } = inspect(visitor);
    await tourOfTheCheckout({ visitor, staff, goods, person: personFor("checkout"), look });
    expect(faults()).toEqual([]);
  });
});

journey("the account", async ({ visit, staff }) => {
  const goods = await staff.stockGoods(13, ON_HAND);
  await visit({ device: "desktop" }, async (visitor) => {
    const { look, faults } = inspect(visitor);
    await tourOfTheAccount({ visitor, staff, goods, person: personFor("account"), look });
    expect(faults()).toEqual([]);
  });
});
