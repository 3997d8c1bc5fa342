// An impatient finger places one order.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";
import {
  becomesConfirmed,
  becomesHostedPage,
  cards,
  goToPayment,
  payButton,
  payWith,
  personFor,
} from "../src/shopping.ts";

const ON_HAND = 5;

for (const javaScript of [true, false]) {
  journey(
    `a double click on the button that costs money makes one order, ${javaScript ? "with" : "without"} JavaScript`,
    async ({ visit, staff }) => {
      const goods = await staff.stockGoods(javaScript ? 7 : 8, ON_HAND);
      const person = personFor(`twice-${javaScript}`);
      await visit({ device: "desktop", javaScript }, async (visitor) => {
        const { page } = visitor;
        await goToPayment(visitor, goods, person);
        await payButton(page).dblclick({ noWaitAfter: true });
        await becomesHostedPage(page);
        await payWith(page, cards.good);
        const id = await becomesConfirmed(page, person);
        expect(await staff.ordersOf(person.email)).toMatchObject([{ id, status: "confirmed" }]);
        expect(await staff.stockOf(goods.variant.id)).toMatchObject({ available: ON_HAND - 1 });
      });
    },
  );
}
