// The books must balance: book-faults.ts as an expectation of a test.
import type { TestShop } from "@souk/testing";
import { expect } from "vitest";
import { bookFaults } from "./book-faults.ts";

/** Waits until nothing is on its way, then compares our rows, ledger and events with the provider's own log. */
export async function expectBooksBalance(shop: TestShop): Promise<void> {
  expect(await bookFaults(shop)).toEqual([]);
}
