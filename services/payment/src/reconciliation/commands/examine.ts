// Looks at one payment, order, stray payment or movement as closely as can be: by asking the provider and the order service.
import type { Deps } from "../../deps.ts";
import { listDisputesOfPayments } from "../../disputes/store/disputes.ts";
import { listPaymentsOfOrders, findPayment } from "../../payments/store/payments.ts";
import { listRefunds } from "../../payments/store/refunds.ts";
import type { PaymentProvider } from "../../providers/payment-provider.ts";
import { compareOrder, type OrderState, type OrderWithMoney } from "../domain/compare-orders.ts";
import {
  compareWithLedger,
  compareWithProvider,
  disputedMinorOf,
  givenMinorOf,
  type OurRecords,
  type TheirRecords,
} from "../compare-payment.ts";
import type { Difference, Scope } from "../domain/finding.ts";
import { listProviderDisputes, listUnbooked } from "../store/movements.ts";
import { findStray, type Stray } from "../store/strays.ts";
import { bookedMinorOf, newestMovementAt } from "../store/suspects.ts";

const NEVER = new Date(0);

/** Throws `ProviderSilent` where the provider does not answer. */
export async function examine(deps: Deps, scope: Scope): Promise<readonly Difference[]> {
  switch (scope.of) {
    case "payment":
      return examinePayment(deps, scope.id);
    case "order":
      return (await gatherOrders(deps, await deps.orders.statesOf([scope.id]), [scope.id])).flatMap(
        compareOrder,
      );
    case "stray":
      return examineStray(deps, scope);
    case "movement":
      return examineMovement(deps, scope);
  }
}

/** Whether something happened to it after `until`: then news of it may be on its way. */
export async function isInFlight(deps: Deps, scope: Scope, until: Date): Promise<boolean> {
  if (scope.of === "movement") return false;
  if (scope.of === "stray") return ((await findStray(deps.db, scope))?.newestAt ?? NEVER) >= until;
  if (scope.of === "order") {
    const orders = await gatherOrders(deps, await deps.orders.statesOf([scope.id]), [scope.id]);
    return orders.some((order) => isOrderInFlight(order, until));
  }
  const payment = await findPayment(deps.db, scope.id);
  const newestAt = (await newestMovementAt(deps.db, scope.id)) ?? NEVER;
  return newestAt >= until || (payment?.updatedAt ?? NEVER) >= until;
}

export function isOrderInFlight({ order, payments }: OrderWithMoney, until: Date): boolean {
  return (
    (order !== undefined && order.updatedAt >= until) ||
    payments.some(({ payment }) => payment.updatedAt >= until)
  );
}

/** The orders with those states, and those ids for which there is no order, each with the money that came for it. */
export async function gatherOrders(
  deps: Deps,
  states: readonly OrderState[],
  orderIds: readonly string[],
): Promise<readonly OrderWithMoney[]> {
  const payments = await listPaymentsOfOrders(deps.db, orderIds);
  const paymentIds = payments.map(({ id }) => id);
  const disputes = Map.groupBy(
    await listDisputesOfPayments(deps.db, paymentIds),
    ({ paymentId }) => paymentId,
  );
  const ofOrder = Map.groupBy(payments, ({ orderId }) => orderId);
  const stateOf = new Map(states.map((state) => [state.orderId, state]));
  return orderIds.map((orderId) => ({
    orderId,
    order: stateOf.get(orderId),
    payments: (ofOrder.get(orderId) ?? []).map((payment) => ({
      payment,
      disputedMinor: disputedMinorOf(disputes.get(payment.id) ?? []),
    })),
  }));
}

async function examinePayment(deps: Deps, paymentId: string): Promise<readonly Difference[]> {
  const ours = await gatherPayment(deps, paymentId);
  if (!ours) return [];
  const provider = deps.providers.find(({ name }) => name === ours.payment.provider);
  const ledger = compareWithLedger(ours);
  if (!provider?.movements) return ledger; // Nobody there keeps books, or the shop has parted from it.
  return [...compareWithProvider(ours, await askProvider(deps, provider, ours)), ...ledger];
}

async function gatherPayment(deps: Deps, paymentId: string): Promise<OurRecords | undefined> {
  const payment = await findPayment(deps.db, paymentId);
  if (!payment) return undefined;
  const [refunds, disputes, bookedMinor] = await Promise.all([
    listRefunds(deps.db, paymentId),
    listDisputesOfPayments(deps.db, [paymentId]),
    bookedMinorOf(deps.db, paymentId),
  ]);
  return { payment, refunds, disputes, bookedMinor };
}

async function askProvider(
  deps: Deps,
  provider: PaymentProvider,
  { payment }: OurRecords,
): Promise<TheirRecords> {
  const { id: paymentId, providerPaymentId } = payment;
  const there = await provider.find(paymentId, providerPaymentId);
  const known = there && there.capturedMinor > 0 ? there.providerPaymentId : undefined;
  const refunds = known === undefined ? [] : await provider.refunds({ paymentId, providerPaymentId: known });
  const disputes = await listProviderDisputes(deps.db, { provider: provider.name, paymentId });
  return { payment: there, refunds, disputes };
}

async function examineStray(
  deps: Deps,
  scope: { readonly provider: string; readonly id: string },
): Promise<readonly Difference[]> {
  const stray = await findStray(deps.db, scope);
  if (!stray) return [];
  const thereMinor = await leftMinorOf(deps, stray);
  if (thereMinor <= 0) return [];
  const { provider, id, paymentId, orderId, currency } = stray;
  const kind = orderId === null ? "unknown_capture" : "captured_twice";
  return [
    { kind, subject: `${provider}/${id}`, provider, paymentId, orderId, hereMinor: 0, thereMinor, currency },
  ];
}

/** What the provider still has of it; its books may be behind what it says of the payment itself. */
export async function leftMinorOf(deps: Deps, stray: Stray): Promise<number> {
  const { provider, providerPaymentId, capturedMinor, refundedMinor, disputedMinor } = stray;
  const asked = providerPaymentId !== null && { paymentId: stray.paymentId ?? "", providerPaymentId };
  const givenMinor = asked ? givenMinorOf(await deps.provider(provider).refunds(asked)) : 0;
  return capturedMinor - Math.max(refundedMinor, givenMinor) - disputedMinor;
}

async function examineMovement(
  deps: Deps,
  { provider, id }: { readonly provider: string; readonly id: string },
): Promise<readonly Difference[]> {
  const found = await listUnbooked(deps.db, {
    seenSince: NEVER,
    strayUntil: NEVER,
    movement: { provider, id },
  });
  return found.map(({ kind, amount, paymentId }) => ({
    kind: kind === "payout" ? "payout_not_booked" : "fee_not_booked",
    subject: `${provider}/${id}`,
    provider,
    paymentId,
    orderId: null,
    hereMinor: 0,
    thereMinor: amount.amount,
    currency: amount.currency,
  }));
}
