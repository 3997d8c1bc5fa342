// Sending: once per piece of news, again after a failure that is known to be one, never again when it may have been taken.
import { randomUUID } from "node:crypto";
import { OrderConfirmed, OrderDelivered, OrderShipped } from "@souk/contracts";
import { isAlreadyClaimed } from "@souk/events";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { confirmed, facts, type NotificationShop, startNotificationShop } from "./notification-shop.ts";

let world: NotificationShop;
beforeAll(async () => {
  world = await startNotificationShop();
});
afterAll(() => world.close());
afterEach(() => {
  for (const stage of ["greeting", "MAIL", "RCPT", "DATA", "message"] as const)
    world.smtp.behave(stage, undefined);
  world.orders.setDown(false);
});

/** How many mails to the order's customer the server said yes to. */
const takenFor = (order: { email: string }) =>
  world.smtp.taken.filter((source) => source.includes(order.email)).length;

test("a confirmed order is told once, however often its event comes", async () => {
  const { shop, orders } = world;
  const order = orders.make();
  const eventId = randomUUID();
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order), eventId });
  await shop.settled();
  const again = shop.deliver("notification", OrderConfirmed, { data: confirmed(order), eventId });
  await expect(again).rejects.toSatisfy(isAlreadyClaimed);
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  expect(takenFor(order)).toBe(1);
  expect(await world.seen(order)).toMatchObject([
    { template: "order.confirmed", status: "sent", attempts: 1, reason: null },
  ]);
  expect(await world.attempts(order)).toEqual([{ attempt: 1, outcome: "accepted", reason: null }]);
});

test("its Message-ID comes from the notification, and machines know that a machine wrote", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  const [{ id } = { id: "" }] = await world.seen(order);
  const source = smtp.taken.find((mail) => mail.includes(order.email));
  expect(source).toMatch(new RegExp(`^Message-ID: <${id}@souk.example>\r?$`, "im"));
  expect(source).toMatch(/^Auto-Submitted: auto-generated\r?$/im);
  expect(source).toMatch(/^From: Souk <hello@souk.example>\r?$/im);
  expect(source).toContain(`Subject: Your order ${order.number} is confirmed`);
});

test.each([
  ["greeting", "drop"],
  ["greeting", "554 go away"],
  ["MAIL", "451 later"],
  ["MAIL", "553 we do not know you"],
  ["RCPT", "450 busy"],
  ["RCPT", "drop"],
  ["DATA", "drop"],
  ["message", "452 disk full"],
  ["message", "421 closing"],
] as const)(
  "a mail server that answers %s with %s is tried again until it takes the mail, once",
  async (stage, behaviour) => {
    const { shop, orders, smtp } = world;
    const order = orders.make();
    smtp.behave(stage, behaviour);
    smtp.hangUp();
    await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
    await shop.settled();
    expect(await world.seen(order)).toMatchObject([{ status: "queued", sentAt: null }]);
    smtp.behave(stage, undefined);
    await world.retry();
    expect(takenFor(order)).toBe(1);
    expect(await world.seen(order)).toMatchObject([{ status: "sent", reason: null }]);
    expect(await world.attempts(order)).toMatchObject([{ outcome: "deferred" }, { outcome: "accepted" }]);
  },
);

test("a mail server that is down takes the mail when it is up again, and the event was acknowledged at once", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  await smtp.shut();
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  expect(await world.seen(order)).toMatchObject([{ status: "queued", reason: "esocket" }]);
  await smtp.open();
  await world.retry();
  expect(takenFor(order)).toBe(1);
  expect(await world.seen(order)).toMatchObject([{ status: "sent", reason: null }]);
});

test.each([
  ["RCPT", "550 nobody here by that name"],
  ["message", "554 looks like spam"],
] as const)(
  "a mail that is refused for good at %s fails and is not tried again",
  async (stage, behaviour) => {
    const { shop, orders, smtp } = world;
    const order = orders.make();
    smtp.behave(stage, behaviour);
    await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
    await shop.settled();
    smtp.behave(stage, undefined);
    await world.retry();
    expect(takenFor(order)).toBe(0);
    expect(await world.seen(order)).toMatchObject([
      { status: "failed", attempts: 1, reason: `smtp_${behaviour.slice(0, 3)}` },
    ]);
  },
);

test.each(["drop", "299 odd", "gibberish"] as const)(
  "whatever follows a whole mail but a no (%s) never brings it twice",
  async (behaviour) => {
    const { shop, orders, smtp } = world;
    const order = orders.make();
    const before = smtp.arrived();
    smtp.behave("message", behaviour);
    await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
    await shop.settled();
    smtp.behave("message", undefined);
    await world.retry();
    expect(smtp.arrived() - before).toBe(1);
  },
);

test("a connection lost after the last byte leaves the mail unconfirmed, and staff are told", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  smtp.behave("message", "drop");
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  expect(await world.seen(order)).toMatchObject([{ status: "unconfirmed", attempts: 1, sentAt: null }]);
  expect(await world.attempts(order)).toMatchObject([{ outcome: "unknown" }]);
  expect(shop.logLines.some((line) => line.includes("a mail is unconfirmed"))).toBe(true);
});

test("an attempt cut off before the last byte is made again", async () => {
  const order = await cutOff({ isHandedOver: false });
  await world.retry();
  expect(takenFor(order)).toBe(1);
  expect(await world.attempts(order)).toMatchObject([{ outcome: null }, { outcome: "accepted" }]);
});

test("an attempt cut off after the last byte is not made again", async () => {
  const order = await cutOff({ isHandedOver: true });
  await world.retry();
  expect(takenFor(order)).toBe(0);
  expect(await world.seen(order)).toMatchObject([{ status: "unconfirmed", reason: "cut_off", attempts: 1 }]);
  expect(await world.attempts(order)).toMatchObject([{ outcome: "unknown", reason: "cut_off" }]);
});

test("an attempt that another worker overtook keeps its last byte to itself", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  const arrived = smtp.arrived();
  // The other worker's attempt begins while this one is at the server.
  await sql`create function overtake() returns trigger language plpgsql as $$
    begin if new.handed_over_at is not null then return null; end if; return new; end $$`.execute(
    shop.db("notification"),
  );
  await sql`create trigger overtake before update on notifications for each row execute function overtake()`.execute(
    shop.db("notification"),
  );
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  await sql`drop function overtake cascade`.execute(shop.db("notification"));
  expect(smtp.arrived()).toBe(arrived);
  await world.retry();
  expect(takenFor(order)).toBe(1);
});

test("while the order service is down nothing is lost, and no attempt is counted", async () => {
  const { shop, orders } = world;
  const order = orders.make();
  orders.setDown(true);
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  expect(await world.seen(order)).toMatchObject([{ status: "queued", attempts: 0 }]);
  orders.setDown(false);
  await world.retry();
  expect(await world.seen(order)).toMatchObject([{ status: "sent", attempts: 1 }]);
});

test("mails about one order leave in the order of what happened", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  smtp.behave("MAIL", "451 later");
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.deliver("notification", OrderShipped, { data: { ...facts(order), trackingCode: "JD1" } });
  await shop.deliver("notification", OrderDelivered, { data: facts(order) });
  await shop.settled();
  smtp.behave("MAIL", undefined);
  await world.retry();
  const subjects = smtp.taken
    .filter((mail) => mail.includes(order.email))
    .map((mail) => /^Subject: (.*)\r?$/m.exec(mail)?.[1]);
  expect(subjects.map((subject) => subject?.replace(order.number, "N"))).toEqual([
    "Your order N is confirmed",
    "Your order N is on its way",
    "Your order N has arrived",
  ]);
});

test("a mail that nobody takes for a day is given up", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  smtp.behave("MAIL", "451 later");
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  await sql`update notifications set attempts = 104 where subject_id = ${order.orderId}`.execute(
    shop.db("notification"),
  );
  await world.retry();
  expect(await world.seen(order)).toMatchObject([{ status: "failed", attempts: 105, reason: "smtp_451" }]);
});

test("no log line names the customer, the address or the link", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make({ firstName: "Unmistakable" });
  smtp.behave("RCPT", `550 <${order.email}> unknown`);
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  const lines = shop.logLines.join("\n");
  for (const secret of [order.email, "Unmistakable", "Bazaar Lane", "secret-of-"])
    expect(lines).not.toContain(secret);
});

/** The state that a process killed during its first attempt leaves. */
async function cutOff({ isHandedOver }: { isHandedOver: boolean }) {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  smtp.behave("MAIL", "451 later");
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  smtp.behave("MAIL", undefined);
  await sql`update notifications set status = 'sending', reason = null, handed_over_at = case when ${isHandedOver} then now() end
    where subject_id = ${order.orderId}`.execute(shop.db("notification"));
  await sql`update delivery_attempts set ended_at = null, outcome = null, reason = null
    where notification_id = (select id from notifications where subject_id = ${order.orderId})`.execute(
    shop.db("notification"),
  );
  return order;
}
