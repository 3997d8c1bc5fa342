// `node e2e/src/screenshots.ts <folder>`: pictures of every page on a phone and at a desk, light and dark, for people to look at.
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

async function photograph(browser: Browser, shop: ShopAddress, folder: string): Promise<void> {
  const staff = await signInStaff(shop);
  const tours = [
    tourOfTheShelves,
    tourOfTheCheckout,
    tourOfThePaying,
    tourOfTheWays,
    tourOfTheAccount,
    tourOfTheParcels,
    tourOfTheReturn,
    tourOfTheCredit,
    tourOfTheSmallThings,
  ];
  for (const [index, tour] of tours.entries()) {
    const goods = await staff.stockGoods(FIRST_GOODS + index, ON_HAND);
    const visitor = await openVisitor(browser, shop.url, { device: "desktop" });
    const person = personFor(`pictures-${index}`);
    await tour({ visitor, staff, goods, person, look: photographer(visitor, folder) });
    await visitor.leave();
  }
}

async function photographAccounts(browser: Browser, shop: ShopAddress, folder: string): Promise<void> {
  const staff = await signInStaff(shop);
  for (const [index, tour] of [tourOfTheDoors, tourOfTheRooms, tourOfTheSecondStep].entries()) {
    const visitor = await openVisitor(browser, shop.url, { device: "desktop" });
    const person = personFor(`account-pictures-${index}`);
    await tour({ visitor, shop, staff, person, look: photographer(visitor, folder) });
    await visitor.leave();
  }
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("Say where the pictures go: node e2e/src/screenshots.ts <folder>");
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const shop = await startShop();
const browser = await openBrowser();
try {
  await photograph(browser, shop.address, folder);
  await photographAccounts(browser, shop.address, folder);
} finally {
  await browser.close();
  await shop.stop();
}
