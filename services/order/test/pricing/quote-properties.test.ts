// What holds for every quote, over random carts.
import { test } from "vitest";
import { checkQuotes } from "./quote-properties.ts";

const CARTS = 5_000;
const SEED_MAX = 2 ** 31;

test("every quote sums up to the minor unit, stays within the prices, tells its reasons and can be refunded in any parts", () => {
  const seed = Math.floor(Math.random() * SEED_MAX);
  console.log(`quotes of ${CARTS} random carts, seed ${seed}`);
  checkQuotes({ carts: CARTS, seed });
});
