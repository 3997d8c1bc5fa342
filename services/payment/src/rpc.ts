// gRPC of the payment service: the order service collects and lets go of money through it.
import { PaymentService } from "@souk/contracts/rpc";
import { money } from "@souk/money";
import type { RpcImplementations } from "@souk/rpc";
import { captureOrder } from "./payments/commands/capture-order.ts";
import { createPayment } from "./payments/commands/create-payment.ts";
import { loadPayment } from "./payments/commands/load-payment.ts";
import { refundOrder } from "./payments/commands/refund-order.ts";
import { resolvePayment } from "./payments/commands/resolve-payment.ts";
import { returnPayments } from "./payments/commands/return-payments.ts";
import type { Deps } from "./deps.ts";
import { findLivePayment } from "./payments/store/payments.ts";
import { toPaymentMessage } from "./payments/views.ts";

export function rpc(deps: Deps): RpcImplementations {
  return (router) => {
    router.service(PaymentService, {
      createPayment: async (request) => {
        const { paymentId, orderId, orderNumber, provider, token, returnUrl } = request;
        deps.provider(provider, "/payment/provider"); // Where it stands in the request to place an order.
        const payment = await createPayment(deps, {
          paymentId,
          orderId,
          orderNumber,
          provider,
          amount: money(Number(request.amountMinor), request.currency),
          token: token === "" ? undefined : token,
          returnUrl: returnUrl === "" ? undefined : returnUrl,
          customerId: request.customerId === "" ? undefined : request.customerId,
          saveMethod: request.saveMethod,
          savedMethodId: request.savedMethodId === "" ? undefined : request.savedMethodId,
          networkAddress: request.networkAddress === "" ? undefined : request.networkAddress,
        });
        return toPaymentMessage(payment);
      },
      getPayment: async ({ paymentId }) => toPaymentMessage(await loadPayment(deps, paymentId)),
      resolvePayment: async ({ paymentId }) => toPaymentMessage(await resolvePayment(deps, paymentId)),
      findPaymentOfOrder: async ({ orderId }) => {
        const payment = await findLivePayment(deps.db, orderId);
        return payment ? { payment: toPaymentMessage(payment) } : {};
      },
      cancelPayments: async (request) => ({ settled: await returnPayments(deps, request) }),
      capture: async ({ orderId, captureId, amountMinor, isFinal }) => {
        const asked = amountMinor === 0n ? undefined : Number(amountMinor);
        const taken = await captureOrder(deps, { orderId, captureId, amountMinor: asked, isFinal });
        const { status, capturedMinor, failureCode } = taken;
        return { status, capturedMinor: BigInt(capturedMinor), failureCode: failureCode ?? "" };
      },
      requestRefund: async ({ refundId, orderId, amountMinor, reason, staffId }) => {
        const by = staffId === "" ? undefined : staffId;
        const asked = { refundId, orderId, amountMinor: Number(amountMinor), reason, staffId: by };
        return { status: (await refundOrder(deps, asked)).status };
      },
    });
  };
}
