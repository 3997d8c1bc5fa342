// A shop of this service alone, with orders that the test makes and a mail server that the test scripts.
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { notificationService } from "../src/app.ts";
import { createTestOrders, type TestOrder, type TestOrders } from "./orders.ts";
import { type ScriptedSmtp, startScriptedSmtp } from "./scripted-smtp.ts";

export type NotificationShop = {
  readonly shop: TestShop;
  readonly orders: TestOrders;
  readonly smtp: ScriptedSmtp;
  /** What staff see of an order's notifications, oldest first. */
  seen(order: TestOrder): Promise<
    {
      id: string;
      template: string;
      status: string;
      reason: string | null;
      attempts: number;
      sentAt: string | null;
    }[]
  >;
  attempts(order: TestOrder): Promise<{ attempt: number; outcome: string | null; reason: string | null }[]>;
  /** Lets every waiting job run now, and what follows from it. */
  retry(): Promise<void>;
  close(): Promise<void>;
};

export async function startNotificationShop(): Promise<NotificationShop> {
  const smtp = await startScriptedSmtp();
  const orders = createTestOrders();
  const shop = await startTestShop({
    services: [notificationService, orders.module],
    env: { SMTP_URL: smtp.url, MAIL_FROM: "Souk <hello@souk.example>" },
  });
  const reader = await shop.staff(["notifications:read"]);
  return {
    shop,
    orders,
    smtp,
    async seen({ orderId }) {
      const { body } = await shop.call("GET", `/notifications?subjectId=${orderId}`, { as: reader });
      return body.items.toReversed();
    },
    async attempts({ orderId }) {
      const { rows } = await sql<{ attempt: number; outcome: string | null; reason: string | null }>`
        select attempt, outcome, a.reason from delivery_attempts a join notifications n on n.id = a.notification_id
        where subject_id = ${orderId} order by n.id, attempt`.execute(shop.db("notification"));
      return rows;
    },
    async retry() {
      await shop.runJobs("notification");
      await shop.settled();
    },
    async close() {
      await shop.close();
      await smtp.close();
    },
  };
}

export function confirmed({ orderId, number }: TestOrder) {
  const total = { amount: 13_990, currency: "EUR" };
  const confirmedAt = "2026-03-01T10:00:00.000Z";
  return { orderId, number, customerId: null, paymentId: orderId, total, lines: [], confirmedAt };
}

export function facts({ orderId, number }: TestOrder) {
  return { orderId, number, customerId: null };
}
