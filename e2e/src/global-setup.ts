// One shop for all journeys of a run: opened before the first, closed after the last.
import type { TestProject } from "vitest/node";
import { startShop, type ShopAddress } from "./start-shop.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Only an interface can be added to.
  interface ProvidedContext {
    shop: ShopAddress;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shop = await startShop();
  project.provide("shop", shop.address);
  return () => shop.stop();
}
