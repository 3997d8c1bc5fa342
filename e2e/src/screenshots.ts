// `node e2e/src/screenshots.ts <folder> [tour…]`: pictures of every page on a phone and at a desk, light and dark, for people to look at; or of the tours that are named.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { endMotion } from "./accessibility.ts";
import { tourOfTheDoors, tourOfTheRooms, tourOfTheSecondStep } from "./account-tour.ts";
import { tourOfTheCredit, tourOfTheParcels, tourOfTheReturn } from "./after-sale-tour.ts";
import { openBrowser } from "./browser.ts";
import { tourOfThePaying, tourOfTheWays } from "./paying-tour.ts";
import { personFor } from "./shopping.ts";
import { signInStaff } from "./staff.ts";
import { startShop, type ShopAddress } from "./start-shop.ts";
import {
  allDevices,
  tourOfTheAccount,
  tourOfTheCheckout,
  tourOfTheShelves,
  tourOfTheSmallThings,
  type Look,
} from "./tour.ts";
import { devices, openVisitor, type Visitor } from "./visitor.ts";

const ON_HAND = 5;
const FIRST_GOODS = 20;

/** On a tour the window is that of a desk; the phone is the same page in a small window. */
function photographer({ page }: Visitor, folder: string): Look {
  return async (name, at = allDevices) => {
    for (const device of at) {
      await page.setViewportSize(devices[device].viewport);
      await bringPictures(page);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate(endMotion);
        await page.screenshot({ path: join(folder, `${name}-${device}-${colorScheme}.png`), fullPage: true });
      }
    }
    console.log(name);
  };
}

/** Pictures below the window come when they are scrolled to. */
async function bringPictures(page: Visitor["page"]): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  });
}

const shoppingTours = {
  shelves: tourOfTheShelves,
  checkout: tourOfTheCheckout,
  paying: tourOfThePaying,
  ways: tourOfTheWays,
  account: tourOfTheAccount,
  parcels: tourOfTheParcels,
  return: tourOfTheReturn,
  credit: tourOfTheCredit,
  small: tourOfTheSmallThings,
};
const accountTours = { doors: tourOfTheDoors, rooms: tourOfTheRooms, second: tourOfTheSecondStep };

type Studio = {
  readonly browser: Browser;
  readonly shop: ShopAddress;
  readonly folder: string;
  readonly isWanted: (tour: string) => boolean;
};

async function photograph({ browser, shop, folder, isWanted }: Studio): Promise<void> {
  const staff = await signInStaff(shop);
  for (const [index, [name, tour]] of Object.entries(shoppingTours).entries()) {
    if (!isWanted(name)) continue;
    const goods = await staff.stockGoods(FIRST_GOODS + index, ON_HAND);
    const visitor = await openVisitor(browser, shop.url, { device: "desktop" });
    const person = personFor(`pictures-${index}`);
    await tour({ visitor, staff, goods, person, look: photographer(visitor, folder) });
    await visitor.leave();
  }
}

async function photographAccounts({ browser, shop, folder, isWanted }: Studio): Promise<void> {
  const staff = await signInStaff(shop);
  for (const [index, [name, tour]] of Object.entries(accountTours).entries()) {
    if (!isWanted(name)) continue;
    const visitor = await openVisitor(browser, shop.url, { device: "desktop" });
    const person = personFor(`account-pictures-${index}`);
    await tour({ visitor, shop, staff, person, look: photographer(visitor, folder) });
    await visitor.leave();
  }
}

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Say where the pictures go: node e2e/src/screenshots.ts <folder> [tour…]");
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const shop = await startShop();
const browser = await openBrowser();
const isWanted = (tour: string) => wanted.length === 0 || wanted.includes(tour);
const studio = { browser, shop: shop.address, folder, isWanted };
try {
  await photograph(studio);
  await photographAccounts(studio);
} finally {
  await browser.close();
  await shop.stop();
}
