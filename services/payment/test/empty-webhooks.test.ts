// What providers wrote is emptied when it is of no use any more; that it came is kept, so that the same news is still no news.
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import * as the from "./payments.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop({ PAYMENT_WEBHOOKS_KEPT_DAYS: "7" });
});
afterAll(() => shop.close());

type Kept = { readonly isEmpty: boolean; readonly outcome: string | null };

async function keep(eventId: string, handledDaysAgo: number | null, count = 1) {
  await sql`insert into webhooks (provider, event_id, type, payload, handled_at, outcome)
    select 'sandbox', ${eventId}::text || case when number > 1 then number::text else '' end, 'payment.captured', '{"name": "Leyla"}',
      now() - make_interval(days => ${handledDaysAgo}::int), case when ${handledDaysAgo}::int is null then null else 'applied' end
    from generate_series(1, ${count}::int) as number`.execute(shop.db("payment"));
}
async function kept(eventId: string): Promise<readonly Kept[]> {
  const found = await sql<Kept>`select payload = '{}' as "isEmpty", outcome from webhooks
    where event_id like ${`${eventId}%`}`.execute(shop.db("payment"));
  return found.rows;
}

test("after the days that are configured, and only what was handled", async () => {
  await keep("old", 8);
  await keep("young", 6);
  await keep("unhandled", null);
  await shop.runJobs("payment");
  expect(await kept("old")).toEqual([{ isEmpty: true, outcome: "applied" }]);
  expect(await kept("young")).toEqual([{ isEmpty: false, outcome: "applied" }]);
  expect(await kept("unhandled")).toEqual([{ isEmpty: false, outcome: null }]);
});

test("many in parts, until none is left", async () => {
  await keep("many", 30, 1_001);
  await shop.runJobs("payment");
  await shop.runJobs("payment");
  expect((await kept("many")).filter(({ isEmpty }) => !isEmpty)).toEqual([]);
});

test("a month is the default, and what is no number of days is refused", () => {
  const needed = { PAYMENT_ATTEMPT_SECRET: "a secret of the tests, long enough" };
  expect(readConfig(needed).webhooksKeptDays).toBe(30);
  expect(() => readConfig({ ...needed, PAYMENT_WEBHOOKS_KEPT_DAYS: "0" })).toThrow(/WEBHOOKS_KEPT_DAYS/);
});
