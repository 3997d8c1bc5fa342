// Which news reach a customer, through the bus and a real mailbox, and what the mails say.
import {
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderRefunded,
  OrderShipped,
  ReturnApproved,
  ReturnReceived,
  ReturnRejected,
  ReturnRequested,
} from "@souk/contracts";
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notificationService } from "../src/app.ts";
import { confirmed, facts } from "./notification-shop.ts";
import { createTestOrders, LINE_ID, type TestOrder } from "./orders.ts";

const orders = createTestOrders();
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [notificationService, orders.module], mailbox: true });
});
afterAll(() => shop.close());

const mailsTo = ({ email }: TestOrder) => shop.mails().filter(({ to }) => to.includes(email));

test("a confirmation says what was bought, what it cost, where it goes and where to look", async () => {
  const order = orders.make();
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  const [mail] = mailsTo(order);
  expect(mail?.subject).toBe(`Your order ${order.number} is confirmed`);
  expect(mail?.from).toContain("hello@souk.example");
  const link = `${shop.url}/orders/${order.orderId}?token=secret-of-${order.orderId}`;
  for (const part of [mail?.text, mail?.html]) {
    for (const said of [
      "Thank you, Leyla",
      "Brass tray",
      "Large",
      "2 × €60.00",
      "€120.00",
      "€4.90",
      "€15.00",
      "€139.90",
      link,
    ]) {
      expect(part).toContain(said);
    }
    for (const said of [
      "Leyla Demir",
      "Bazaar Lane 12",
      "Back house",
      "M5V 2T6 Toronto, ON",
      "Canada",
      "Standard",
    ]) {
      expect(part).toContain(said);
    }
  }
  expect(mail?.html).toContain(`src="${shop.url}/media/0199a0b2-0000-7000-8000-000000000001/320.jpg"`);
});

test("what an order does not have is left out, and free shipping is called free", async () => {
  const order = orders.make({ isBare: true });
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  const [mail] = mailsTo(order);
  for (const part of [mail?.text, mail?.html]) {
    for (const said of ["Brass tray", "−€10.00", "Free"]) expect(part).toContain(said);
    for (const unsaid of ["Large", "Shipping to", "Tax", "undefined", "null"])
      expect(part).not.toContain(unsaid);
  }
  expect(mail?.html).not.toContain("<img");
});

test("a shipment names its tracking code, where it has one", async () => {
  const [withCode, withoutCode] = [orders.make(), orders.make()];
  await shop.deliver("notification", OrderShipped, { data: { ...facts(withCode), trackingCode: "JD0146" } });
  await shop.deliver("notification", OrderShipped, { data: { ...facts(withoutCode), trackingCode: null } });
  await shop.settled();
  expect(mailsTo(withCode)[0]?.text).toContain("Tracking code: JD0146");
  expect(mailsTo(withCode)[0]?.html).toContain("JD0146");
  expect(mailsTo(withoutCode)[0]?.text).not.toContain("Tracking code");
});

test("a shipment in parts is told with what is in the parcel, and each part's arrival", async () => {
  const order = orders.make();
  const ids = [1, 2].map(() => shop.service("notification").host.newId());
  for (const [index, shipmentId] of ids.entries()) {
    const part = { ...facts(order), shipmentId, isLast: index === 1 };
    const data = { ...part, trackingCode: null, lines: [{ lineId: LINE_ID, quantity: 1 }] };
    await shop.deliver("notification", OrderShipped, { data });
    await shop.deliver("notification", OrderShipped, { data });
    await shop.deliver("notification", OrderDelivered, { data: part });
  }
  await shop.settled();
  const mails = mailsTo(order);
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
    `A part of your order ${order.number} has arrived`,
    `A part of your order ${order.number} is on its way`,
    `Your order ${order.number} has arrived`,
    `Your order ${order.number} is on its way`,
  ]);
  const parcel = mails.find(({ subject }) => subject.startsWith("A part") && subject.endsWith("way"));
  for (const part of [parcel?.text, parcel?.html]) expect(part).toContain("1 × €60.00");
});

test("a return is told at each step, with the reason where it is refused", async () => {
  const order = orders.make();
  const returnId = shop.service("notification").host.newId();
  const data = { ...facts(order), returnId };
  await shop.deliver("notification", ReturnRequested, { data: { ...data, lines: [] } });
  await shop.deliver("notification", ReturnApproved, { data });
  await shop.deliver("notification", ReturnReceived, { data: { ...data, lines: [] } });
  await shop.deliver("notification", ReturnRejected, {
    data: { ...data, reason: "The glasses\nwere used." },
  });
  await shop.settled();
  const mails = mailsTo(order);
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
    `About your return for order ${order.number}`,
    `Please send your return for order ${order.number}`,
    `Your return for order ${order.number}`,
    `Your return for order ${order.number} has arrived`,
  ]);
  expect(mails.find(({ subject }) => subject.startsWith("About"))?.text).toContain("The glasses were used.");
});

test("a refund as store credit says where it is", async () => {
  const order = orders.make();
  const refundId = shop.service("notification").host.newId();
  const data = {
    ...facts(order),
    refundId,
    amount: { amount: 500, currency: "EUR" },
    to: "store_credit",
  } as const;
  await shop.deliver("notification", OrderRefunded, { data });
  await shop.settled();
  expect(mailsTo(order)[0]?.text).toContain("as store credit");
});

test("a delivery is told", async () => {
  const order = orders.make();
  await shop.deliver("notification", OrderDelivered, { data: facts(order) });
  await shop.settled();
  expect(mailsTo(order).map(({ subject }) => subject)).toEqual([`Your order ${order.number} has arrived`]);
});

test("a cancelled order is told with what happens to the money", async () => {
  const [paid, expired] = [orders.make(), orders.make()];
  await shop.deliver("notification", OrderCancelled, {
    data: { ...facts(paid), reason: "customer", wasConfirmed: true },
  });
  await shop.deliver("notification", OrderCancelled, {
    data: { ...facts(expired), reason: "payment_expired", wasConfirmed: false },
  });
  await shop.settled();
  expect(mailsTo(paid)[0]?.text).toContain("What you paid goes back");
  expect(mailsTo(expired)[0]?.text).toContain("Nothing was charged");
});

test.each(["sold_out", "payment_refused"])(
  "an order that was refused while it was placed (%s) gets no mail",
  async (reason) => {
    const order = orders.make();
    await shop.deliver("notification", OrderCancelled, {
      data: { ...facts(order), reason, wasConfirmed: false },
    });
    await shop.settled();
    expect(mailsTo(order)).toEqual([]);
  },
);

test("each refund of an order is told with its amount, once", async () => {
  const order = orders.make();
  const refund = (amount: number) => ({
    refundId: shop.service("notification").host.newId(),
    amount: { amount, currency: "EUR" },
  });
  const [first, second] = [refund(500), refund(1250)];
  for (const data of [first, second, first]) {
    await shop.deliver("notification", OrderRefunded, { data: { ...facts(order), ...data } });
  }
  await shop.settled();
  expect(
    mailsTo(order)
      .map(({ subject }) => subject)
      .toSorted(),
  ).toEqual([
    `€12.50 refunded for your order ${order.number}`,
    `€5.00 refunded for your order ${order.number}`,
  ]);
});

test("names that try to be markup, headers or lines of their own stay names", async () => {
  const order = orders.make({
    firstName: `<img src=x onerror=alert(1)>"'&\r\nBcc: victim@example.com`,
    productName: `</table><script>alert("x")</script>\n- Free: €0.00`,
  });
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  const [mail] = mailsTo(order);
  expect(mail?.to).toEqual([order.email]);
  expect(mail?.headers["bcc"]).toBeUndefined();
  expect(mail?.html).not.toMatch(/<script|<img src=x/);
  expect(mail?.html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  expect(mail?.html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
  expect(mail?.text?.split(/\r?\n/).some((line) => line.startsWith("- Free") || line.startsWith("Bcc"))).toBe(
    false,
  );
});
