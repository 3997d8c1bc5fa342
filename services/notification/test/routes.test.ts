// What staff can see and do: the list, the templates, sending again.
import { randomUUID } from "node:crypto";
import { OrderConfirmed, OrderShipped } from "@souk/contracts";
import type { Person } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmed, facts, type NotificationShop, startNotificationShop } from "./notification-shop.ts";

let world: NotificationShop;
let reader: Person;
let operator: Person;
beforeAll(async () => {
  world = await startNotificationShop();
  reader = await world.shop.staff(["notifications:read"]);
  operator = await world.shop.staff(["operations:write"]);
});
afterAll(() => world.close());

test.each([
  ["GET", "/notifications"],
  ["GET", "/notifications/templates"],
  ["GET", "/notifications/templates/order.confirmed/preview"],
  ["POST", `/notifications/${randomUUID()}/resend`],
] as const)("%s %s is for staff who may", async (method, path) => {
  const { shop } = world;
  expect((await shop.call(method, path)).status).toBe(401);
  expect((await shop.call(method, path, { as: await shop.customer() })).status).toBe(403);
  expect((await shop.call(method, path, { as: await shop.staff(["orders:read"]) })).status).toBe(403);
});

test("the list is paged newest first, filtered, and names no customer", async () => {
  const { shop, orders } = world;
  const order = orders.make();
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  await shop.deliver("notification", OrderShipped, { data: { ...facts(order), trackingCode: null } });
  await shop.settled();
  const first = await shop.call("GET", `/notifications?subjectId=${order.orderId}&limit=1`, { as: reader });
  expect(first.body.items).toMatchObject([
    { template: "order.shipped", channel: "email", status: "sent", subjectId: order.orderId },
  ]);
  const second = await shop.call(
    "GET",
    `/notifications?subjectId=${order.orderId}&limit=1&cursor=${first.body.nextCursor}`,
    {
      as: reader,
    },
  );
  expect(second.body).toMatchObject({ items: [{ template: "order.confirmed" }], nextCursor: null });
  expect(first.text + second.text).not.toContain(order.email);
  const failed = await shop.call("GET", `/notifications?subjectId=${order.orderId}&status=failed`, {
    as: reader,
  });
  expect(failed.body).toEqual({ items: [], nextCursor: null });
});

test.each(["?limit=0", "?status=lost", "?colour=red", "?cursor=made-up"])(
  "a list asked for with %s is refused",
  async (query) => {
    const answer = await world.shop.call("GET", `/notifications${query}`, { as: reader });
    expect(answer.status).toBe(400);
  },
);

test("the templates are listed with what they would say, and shown as mails that can do nothing", async () => {
  const { shop } = world;
  const { body } = await shop.call("GET", "/notifications/templates", { as: reader });
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
    "order.confirmed",
    "order.shipped",
    "order.delivered",
    "order.cancelled",
    "order.refunded",
    "order.return_requested",
    "order.return_approved",
    "order.return_rejected",
    "order.return_received",
    "account.verify_email",
    "account.account_exists",
    "account.reset_password",
    "account.password_changed",
    "account.change_email",
    "account.email_changed",
    "account.invitation",
    "account.sign_in_method_added",
    "account.sign_in_method_removed",
    "back_in_stock.confirm",
    "back_in_stock.available",
  ]);
  for (const { name, subject } of body.items) {
    const html = await shop.call("GET", `/notifications/templates/${name}/preview`, { as: reader });
    expect(html.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(html.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(html.headers["content-security-policy"]).toContain("sandbox");
    expect(html.text).toContain(`<title>${subject}</title>`);
    const text = await shop.call("GET", `/notifications/templates/${name}/preview?format=text`, {
      as: reader,
    });
    expect(text.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(text.text).toContain(name.startsWith("account.") ? "Souk" : "Kilim");
    expect(html.text + text.text).not.toMatch(/undefined|null|\[object/);
  }
});

test("a template that does not exist is not found, and a preview takes nothing else", async () => {
  const { shop } = world;
  const missing = await shop.call("GET", "/notifications/templates/order.lost/preview", { as: reader });
  expect(missing).toMatchObject({ status: 404, body: { code: "template_not_found" } });
  const odd = await shop.call("GET", "/notifications/templates/order.confirmed/preview?locale=de", {
    as: reader,
  });
  expect(odd.status).toBe(400);
});

test("staff send again what failed or is unconfirmed, with the same Message-ID, and the audit log hears of it", async () => {
  const { shop, orders, smtp } = world;
  const order = orders.make();
  smtp.behave("message", "drop");
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  smtp.behave("message", undefined);
  const [{ id } = { id: "" }] = await world.seen(order);
  const answer = await shop.call("POST", `/notifications/${id}/resend`, { as: operator, body: undefined });
  expect(answer).toMatchObject({ status: 202, body: { id, status: "queued", reason: null } });
  await shop.settled();
  expect(await world.seen(order)).toMatchObject([{ status: "sent", attempts: 2 }]);
  expect(smtp.taken.filter((mail) => mail.includes(`<${id}@souk.example>`))).toHaveLength(1);
  expect(await shop.published("notification")).toContainEqual({
    type: "staff.acted.v1",
    data: expect.objectContaining({ action: "notification.resend", subjectId: id, actorId: operator.userId }),
  });
});

test("what was sent is not sent again, and what is not there cannot be", async () => {
  const { shop, orders } = world;
  const order = orders.make();
  await shop.deliver("notification", OrderConfirmed, { data: confirmed(order) });
  await shop.settled();
  const [{ id } = { id: "" }] = await world.seen(order);
  const sent = await shop.call("POST", `/notifications/${id}/resend`, { as: operator });
  expect(sent).toMatchObject({ status: 409, body: { code: "notification_status_conflict" } });
  const missing = await shop.call("POST", `/notifications/${randomUUID()}/resend`, { as: operator });
  expect(missing).toMatchObject({ status: 404, body: { code: "notification_not_found" } });
});
