// A shopper pays an order, or tries again another way; the attempt before is ended first.
import { Refusal } from "@souk/errors";
import type { Visitor } from "../../clients/orders.ts";
import type { Deps } from "../../deps.ts";
import { isOver, type Payment, statusView } from "../domain/payment.ts";
import { findLivePayment, findPayment } from "../store/payments.ts";
import { createPayment } from "./create-payment.ts";
import { endPayment } from "./end-payment.ts";
import { resolvePayment } from "./resolve-payment.ts";

export type PayOrder = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly provider: string;
  readonly token: string | undefined;
  readonly returnUrl: string | undefined;
  readonly visitor: Visitor;
  readonly saveMethod: boolean;
  readonly savedMethodId: string | undefined;
  readonly networkAddress: string | undefined;
};

export async function payOrder(deps: Deps, command: PayOrder): Promise<Payment> {
  const { paymentId, orderId, provider, token, returnUrl, visitor } = command;
  const order = await deps.orders.findFor(orderId, visitor);
  if (!order) throw new Refusal("not_found", "order_not_found", "There is no such order.");
  deps.provider(provider);
  const earlier = await findPayment(deps.db, paymentId);
  if (!earlier) {
    if (order.status !== "pending") {
      throw new Refusal("conflict", "order_not_payable", "This order is not waiting for a payment.", {
        extra: { orderStatus: order.status },
      });
    }
    await endAttemptBefore(deps, orderId);
  }
  return createPayment(deps, {
    paymentId,
    orderId,
    orderNumber: order.number,
    amount: order.total,
    provider,
    token,
    returnUrl,
    customerId: visitor.userId,
    saveMethod: command.saveMethod,
    savedMethodId: command.savedMethodId,
    networkAddress: command.networkAddress,
  });
}

/** Money that was taken or may have been taken is never paid a second time. */
async function endAttemptBefore(deps: Deps, orderId: string): Promise<void> {
  const before = await findLivePayment(deps.db, orderId);
  if (!before) return;
  // Not given up first: where the shopper has just paid it after all, its money is the order's.
  const known = await resolvePayment(deps, before.id);
  const now = known.status === "requires_action" ? await endPayment(deps, known) : known;
  if (isOver(now)) return;
  throw new Refusal("conflict", "payment_exists", "This order is being paid for already.", {
    extra: { paymentId: now.id, paymentStatus: statusView(now) },
  });
}
