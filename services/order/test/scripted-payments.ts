// The payment service as the order service asks it, with answers that a test writes: for what the real one cannot be brought to do at will.
import { randomUUID } from "node:crypto";
import { PaymentCaptured } from "@souk/contracts";
import { PaymentService } from "@souk/contracts/rpc";
import type { ServiceModule } from "@souk/service";
import type { TestShop } from "@souk/testing";
import { anOrder } from "./shop.ts";

/** More than any order of these tests costs. */
const capturedMinor = 1_000_000n;

type Asked = { readonly orderId: string; readonly id: string; readonly amountMinor: bigint };
type Answer = () => "pending" | "succeeded" | "failed";

export type ScriptedPayments = {
  readonly module: ServiceModule;
  readonly asked: Asked[];
  /** Given one after the other; the last one for good. An answer may throw. */
  script(...answers: readonly Answer[]): void;
};

export function createScriptedPayments(): ScriptedPayments {
  const asked: Asked[] = [];
  let answers: readonly Answer[] = [];
  const answer = (request: Asked) => {
    asked.push(request);
    const [next, ...later] = answers;
    if (later.length > 0) answers = later;
    return { status: next?.() ?? "succeeded" };
  };
  return {
    asked,
    script: (...next) => {
      answers = next;
    },
    module: {
      name: "payment",
      migrations: new URL("../../payment/migrations/", import.meta.url),
      buildApp: async () => ({
        routes: [],
        subscriptions: [],
        jobs: [],
        rpc: (router) =>
          router.service(PaymentService, {
            findPaymentOfOrder: () => ({}),
            cancelPayments: () => ({ settled: true }),
            getPayment: ({ paymentId }) => ({
              paymentId,
              status: "captured",
              currency: "EUR",
              capturedMinor,
            }),
            capture: ({ orderId, captureId: id, amountMinor }) => answer({ orderId, id, amountMinor }),
            requestRefund: ({ orderId, refundId: id, amountMinor }) => answer({ orderId, id, amountMinor }),
          }),
      }),
    },
  };
}

/** An order of which a payment was heard. */
export async function aConfirmedOrder(shop: TestShop) {
  const { id, opener, placed } = await anOrder(shop);
  const { total: amount } = placed.order;
  const data = { paymentId: randomUUID(), orderId: id, provider: "sandbox", amount };
  await shop.deliver("order", PaymentCaptured, { data });
  return { id, opener, amount: amount.amount as number };
}
