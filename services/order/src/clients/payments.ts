// Asks the payment service to collect an order's money, or to let go of it.
import { type PaymentChoice, PaymentStatus } from "@souk/contracts";
import { PaymentService, type PaymentResponse } from "@souk/contracts/rpc";
import { money, type Money } from "@souk/money";
import type { Rpc } from "@souk/rpc";
import { z } from "zod";

export type OrderPayment = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly captured: Money;
  /** What was captured and what is held and may still be. */
  readonly granted: Money;
  /** Until when a payment that is settled by hand is waited for. */
  readonly expiresAt: Date | undefined;
  readonly clientSecret: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly failureCode: string | undefined;
};

/** How the shopper pays, and where they are on the network while they wait for it. */
export type ChosenPayment = PaymentChoice & { readonly networkAddress?: string };

export type CreatePayment = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly customerId: string | null;
  readonly amount: Money;
  readonly choice: ChosenPayment;
};

export type RefundToGive = {
  readonly refundId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly reason: string;
};

const MoneyMove = z.enum(["pending", "succeeded", "failed"]);
export type MoneyMove = z.infer<typeof MoneyMove>;

export type PaymentsClient = {
  /** Makes the payment with this id, or gives back the one that has it. */
  create(payment: CreatePayment): Promise<OrderPayment>;
  get(paymentId: string): Promise<OrderPayment>;
  /** The order's live payment after the provider was asked about it. */
  resolveOfOrder(orderId: string): Promise<OrderPayment | undefined>;
  /** Gives money back, once for each refund id; asking again tells how it stands. */
  requestRefund(refund: RefundToGive): Promise<MoneyMove>;
  /** Takes all that is held of the order's money, once for each capture id; done at once where it was taken before. */
  capture(capture: { readonly orderId: string; readonly captureId: string }): Promise<MoneyMove>;
  /** Lets go of all the order's money; true when nothing is held or in doubt any more. */
  cancelOfOrder(orderId: string, reason: string): Promise<boolean>;
};

/** A provider may need its whole time-out before the outcome is known to be unknown. */
const PROVIDER_DEADLINE_MS = 15_000;

export function createPaymentsClient(rpc: Rpc): PaymentsClient {
  const client = rpc.client(PaymentService);
  return {
    async create(payment) {
      const request = toCreateRequest(payment);
      return fromMessage(await client.createPayment(request, { timeoutMs: PROVIDER_DEADLINE_MS }));
    },
    async get(paymentId) {
      return fromMessage(await client.getPayment({ paymentId }));
    },
    async resolveOfOrder(orderId) {
      const { payment } = await client.findPaymentOfOrder({ orderId });
      if (!payment) return undefined;
      const { paymentId } = payment;
      return fromMessage(await client.resolvePayment({ paymentId }, { timeoutMs: PROVIDER_DEADLINE_MS }));
    },
    async requestRefund({ refundId, orderId, amount, reason }) {
      const request = { refundId, orderId, amountMinor: BigInt(amount.amount), reason };
      const { status } = await client.requestRefund(request, { timeoutMs: PROVIDER_DEADLINE_MS });
      return MoneyMove.parse(status);
    },
    async capture({ orderId, captureId }) {
      const request = { orderId, captureId, amountMinor: 0n, isFinal: true };
      const { status } = await client.capture(request, { timeoutMs: PROVIDER_DEADLINE_MS });
      return MoneyMove.parse(status);
    },
    async cancelOfOrder(orderId, reason) {
      const { settled } = await client.cancelPayments(
        { orderId, reason },
        { timeoutMs: PROVIDER_DEADLINE_MS },
      );
      return settled;
    },
  };
}

/** Messages know no `undefined`: what is missing takes the default of its field. */
function toCreateRequest({ customerId, amount, choice, ...ids }: CreatePayment) {
  return {
    ...ids,
    amountMinor: BigInt(amount.amount),
    currency: amount.currency,
    provider: choice.provider,
    token: choice.token ?? "",
    returnUrl: choice.returnUrl ?? "",
    customerId: customerId ?? "",
    saveMethod: choice.saveMethod ?? false,
    savedMethodId: choice.savedMethodId ?? "",
    networkAddress: choice.networkAddress ?? "",
  };
}

function fromMessage(payment: PaymentResponse): OrderPayment {
  return {
    id: payment.paymentId,
    status: PaymentStatus.parse(payment.status),
    captured: money(Number(payment.capturedMinor), payment.currency),
    granted: money(Number(payment.capturedMinor + payment.capturableMinor), payment.currency),
    expiresAt: payment.expiresAt === "" ? undefined : new Date(payment.expiresAt),
    clientSecret: payment.clientSecret === "" ? undefined : payment.clientSecret,
    redirectUrl: payment.redirectUrl === "" ? undefined : payment.redirectUrl,
    failureCode: payment.failureCode === "" ? undefined : payment.failureCode,
  };
}
