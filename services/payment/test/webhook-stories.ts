// Plays many payments' webhooks at once, each by its own plan: what a provider tells of orders that were paid, disputed and given back, while only
// its webhooks tell. Waves go through the same moments together, because our commit and the days that pass are those of the whole shop.
import { randomUUID } from "node:crypto";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { Reconcile } from "../src/job-definitions.ts";
import * as the from "./payments.ts";
import { type Forged, forgeries } from "./webhook-forgeries.ts";
import { EVENTS, partsOf, type Plan } from "./webhook-plans.ts";

const DAYS_MS = 4 * 86_400_000;
const CARD_THAT_IS_DISPUTED = "4000000000000259";
const PRICE_MINOR = 2_500;
const STOCK = 100_000;
/** So many payments talk at the same time; each waits for its own answers. */
const AT_ONCE = 8;
const EVENTS_PAGE = 1_000;

/** A payment, and what the provider has to tell of it. */
type Story = the.PaidOrder & { readonly plan: Plan; readonly events: readonly string[] };
export type Played = the.PaidOrder & { readonly plan: Plan };
export type Sent = { genuine: number; repeated: number; forged: number; wrong: number };
export type Stories = {
  /** What has been sent so far. */
  readonly sent: Sent;
  /** One payment for each plan; resolves when all that follows from its webhooks has happened. */
  play(plans: readonly Plan[]): Promise<readonly Played[]>;
};

/** Takes the provider's own webhooks away: from now on these stories tell all there is. */
export async function openStories(shop: TestShop): Promise<Stories> {
  await the.setSwitches(shop, { dropWebhooks: true });
  // Only webhooks tell: nobody compares books meanwhile.
  await sql`delete from jobs where name = ${Reconcile.name}`.execute(shop.db("payment"));
  await sql`create table hidden as select * from payments where false`.execute(shop.db("payment"));
  const { variantId } = await aProduct(shop, { priceMinor: PRICE_MINOR, stock: STOCK });
  const told = await tale(shop);
  const sent: Sent = { genuine: 0, repeated: 0, forged: 0, wrong: 0 };
  const tell = (part: keyof ReturnType<typeof partsOf>, stories: readonly Story[]) =>
    each(stories, async (story) => {
      for (const index of partsOf(story.plan)[part]) await send(shop, { story, index, sent });
    });
  return {
    sent,
    async play(plans) {
      const paid = await each(plans, async (plan) => ({ ...(await aPaidStory(shop, variantId)), plan }));
      const events = await told();
      const stories = paid.map((one) => ({ ...one, events: events.get(one.paymentId) ?? [] }));
      const short = stories.find((story) => story.events.length !== EVENTS.length);
      if (short) throw new Error(`The provider told ${short.events.length} events of ${short.paymentId}.`);
      const early = stories.filter(({ plan }) => plan.early > 0);
      await hide(shop, early);
      await tell("early", early);
      await show(shop, early);
      await tell("prompt", stories);
      shop.clock.advance(DAYS_MS);
      await tell("late", stories);
      shop.clock.advance(-DAYS_MS);
      await shop.settled();
      return stories;
    },
  };
}

/** A few at a time: a shop has so many connections. */
export async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** A payment of which we know no more than that its shopper was sent to the provider, and all that has happened there since. */
async function aPaidStory(shop: TestShop, variantId: string): Promise<the.PaidOrder> {
  const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 2 }] });
  const placed = await shop.call("POST", "/orders", { key: randomUUID(), body: { cartId } });
  if (placed.status !== 201) throw new Error(placed.text);
  const { id: orderId, total, lines, guestToken } = placed.body.order;
  const order = { orderId, total, lines, headers: { "x-order-token": guestToken } };
  const { body } = await the.pay(shop, order);
  const paymentId = String(body.id);
  await askNobody(shop, { paymentId, orderId });
  await the.payOnPage(body.redirectUrl, CARD_THAT_IS_DISPUTED);
  const { id } = await the.atProvider(shop, paymentId);
  const act = (path: string, change: object) => the.askProvider(shop, "POST", path, change);
  await act(`/v1/payments/${id}/capture`, { amount: 2000 });
  await act(`/v1/payments/${id}/capture`, {});
  await act(`/v1/payments/${id}/refunds`, { amount: 500, reference: "by hand" });
  const { items: disputes } = await the.askProvider(shop, "GET", `/v1/disputes?payment=${id}`);
  await act(`/v1/disputes/${disputes[0].id}/close`, { outcome: "won" });
  await act(`/v1/payments/${id}/refunds`, { amount: 5090, reference: "by hand" });
  return { ...order, paymentId };
}

/** Neither service asks how the payment went when it has waited long enough. */
async function askNobody(
  shop: TestShop,
  { paymentId, orderId }: { readonly paymentId: string; readonly orderId: string },
): Promise<void> {
  await sql`delete from jobs where key = ${paymentId}`.execute(shop.db("payment"));
  await sql`delete from jobs where key = ${orderId}`.execute(shop.db("order"));
}

/** Gives what has happened at the provider since it was asked last, by payment. */
async function tale(shop: TestShop): Promise<() => Promise<ReadonlyMap<string, readonly string[]>>> {
  let after = "";
  return async () => {
    const told = new Map<string, string[]>();
    for (let hasMore = true; hasMore;) {
      const page = await the.askProvider(shop, "GET", `/v1/events?limit=${EVENTS_PAGE}${after}`);
      for (const event of page.items) {
        const { reference } = event.data.payment;
        told.set(reference, [...(told.get(reference) ?? []), JSON.stringify(event)]);
        after = `&after=${event.id}`;
      }
      hasMore = page.hasMore;
    }
    return told;
  };
}

async function hide(shop: TestShop, stories: readonly Story[]): Promise<void> {
  const db = shop.db("payment");
  await sql`insert into hidden select * from payments where id = any (${idsOf(stories)})`.execute(db);
  await sql`delete from payments where id = any (${idsOf(stories)})`.execute(db);
}

/** Our commit comes, and the webhooks that waited for it are handled. */
async function show(shop: TestShop, stories: readonly Story[]): Promise<void> {
  const db = shop.db("payment");
  await sql`insert into payments select * from hidden`.execute(db);
  await sql`delete from hidden`.execute(db);
  await shop.until(async () => {
    await shop.runJobs("payment");
    const { rows } = await sql`select 1 from webhooks where handled_at is null
      and payload #>> '{data,payment,reference}' = any (${idsOf(stories)}) limit 1`.execute(db);
    return rows.length === 0;
  });
}

function idsOf(stories: readonly Story[]): readonly string[] {
  return stories.map(({ paymentId }) => paymentId);
}

type Sending = { readonly story: Story; readonly index: number; readonly sent: Sent };

async function send(shop: TestShop, { story: { plan, events }, index, sent }: Sending): Promise<void> {
  const body = events[index] ?? "";
  if (plan.isForged) await forge(shop, { body, number: sent.forged++ });
  if (plan.isWrong) sent.wrong += await distort(shop, body);
  const isTwice = plan.twice.includes(index);
  await Promise.all((isTwice ? [body, body] : [body]).map((one) => deliver(shop, one)));
  sent.genuine += 1;
  if (isTwice) sent.repeated += 1;
}

async function deliver(shop: TestShop, body: string): Promise<void> {
  const signature = the.signatureOf(body, { at: shop.clock.now().getTime() });
  await expectStatus(shop, { body, signature, status: 204 });
}

/** One kind of forgery after another, all of them over and over. */
async function forge(shop: TestShop, { body, number }: { readonly body: string; readonly number: number }) {
  const make = forgeries[number % forgeries.length];
  if (make) await expectStatus(shop, { ...make({ body, at: shop.clock.now().getTime() }), status: 401 });
}

/** Really signed, and of another amount, currency or order than ours. */
async function distort(shop: TestShop, body: string): Promise<number> {
  const differences = [{ amount: 5591 }, { currency: "USD" }, { orderId: randomUUID() }];
  for (const difference of differences) {
    const event = JSON.parse(body);
    const payment = { ...event.data.payment, ...difference };
    const id = `evt_${randomUUID()}`;
    await deliver(shop, JSON.stringify({ ...event, id, data: { ...event.data, payment } }));
  }
  return differences.length;
}

async function expectStatus(
  shop: TestShop,
  { body, signature, status }: Forged & { readonly status: number },
) {
  const headers = signature === undefined ? {} : { "souk-sandbox-signature": signature };
  const answer = await the.sendWebhook(shop, body, headers);
  if (answer.status !== status)
    throw new Error(`${signature} of ${body} was answered by ${answer.status}, not ${status}.`);
}
