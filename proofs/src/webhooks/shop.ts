// One of the shops that are told of payments, in a thread of its own with a share of all plans.
import { parentPort, workerData } from "node:worker_threads";
import { statement } from "@souk/db";
import type { TestShop } from "@souk/testing";
import { z } from "zod";
import { bookFaults } from "../../../services/payment/test/book-faults.ts";
import { startPaymentShop } from "../../../services/payment/test/payments.ts";
import { wrongEnds } from "../../../services/payment/test/webhook-ends.ts";
import { plansOf } from "../../../services/payment/test/webhook-plans.ts";
import { openStories, type Sent } from "../../../services/payment/test/webhook-stories.ts";

/** Which plans are this shop's: every so manieth. */
const Share = z.object({
  seed: z.int(),
  orders: z.union([z.int(), z.literal("all")]),
  index: z.int(),
  shops: z.int(),
});
export type Share = z.infer<typeof Share>;
/** What it tells after each wave, and with its last word. */
export type Told = {
  readonly cases: number;
  readonly faults: readonly string[];
  readonly sent: Sent;
};

/** Payments whose webhooks come in the same minutes. */
const WAVE = 60;
/** The provider shares this thread with the shop: it may take its time. */
const PROVIDER_TIMEOUT_MS = "10000";

async function tellShop({ index, shops, ...wanted }: Share): Promise<void> {
  const shop = await startPaymentShop({
    PAYMENT_CAPTURE: "manual",
    PAYMENT_PROVIDER_TIMEOUT_MS: PROVIDER_TIMEOUT_MS,
  });
  try {
    const stories = await openStories(shop);
    const plans = plansOf(wanted).filter((_, place) => place % shops === index);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the other end is a thread, not a window
    const tell = (told: Told): void => parentPort?.postMessage(told);
    const faults: string[] = [];
    let cases = 0;
    while (cases < plans.length) {
      const played = await stories.play(plans.slice(cases, cases + WAVE));
      faults.push(...(await wrongEnds(shop, played)));
      cases += played.length;
      tell({ cases, faults, sent: stories.sent });
    }
    faults.push(...(await bookFaults(shop)), ...(await unheard(shop)));
    tell({ cases, faults, sent: stories.sent });
  } finally {
    await shop.close();
  }
}

const putAside = statement<{ readonly reason: string }>("proof_put_aside", "select reason from dead_letters");

async function unheard(shop: TestShop): Promise<readonly string[]> {
  const rows = await putAside.rows(shop.db("order"), []);
  return rows.map(({ reason }) => `the order service put an event aside: ${reason}`);
}

await tellShop(Share.parse(workerData));
