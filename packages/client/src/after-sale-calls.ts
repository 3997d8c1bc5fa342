// What a customer does with an order that is placed: sends goods back, fetches invoices.
import type { InvoiceList, OrderReturn, OrderReturnList, OrderReturnPage } from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller, type FileCaller } from "./caller.ts";
import type { RequestReturn, ReturnFilter } from "./requests.ts";
import type { CallOptions } from "./transport.ts";

/** A key is a must: without one a repeated request would announce the same goods twice. */
type ReturnKey = CallOptions & { readonly idempotencyKey: string };
type ReturnRequest = RequestReturn & { readonly orderId: string };

export const returnCalls = (call: Caller) => ({
  /** What of an order comes back, the first request first. */
  list: (orderId: string, options?: CallOptions) =>
    call<z.infer<typeof OrderReturnList>>({
      method: "GET",
      path: `/orders/${segment(orderId)}/returns`,
      options,
    }),
  /** Of one's own orders, the newest first; of all for staff who do not ask for their `own`. */
  listAll: (query: ReturnFilter = {}, options?: CallOptions) =>
    call<z.infer<typeof OrderReturnPage>>({ method: "GET", path: "/returns", query, options }),
  request: ({ orderId, ...body }: ReturnRequest, options: ReturnKey) =>
    call<OrderReturn>({ method: "POST", path: `/orders/${segment(orderId)}/returns`, body, options }),
});

export const invoiceCalls = (call: Caller, callForFile: FileCaller) => ({
  /** Invoices and credit notes of an order, the oldest first. */
  list: (orderId: string, options?: CallOptions) =>
    call<z.infer<typeof InvoiceList>>({
      method: "GET",
      path: `/orders/${segment(orderId)}/invoices`,
      options,
    }),
  pdf: ({ orderId, invoiceId }: { orderId: string; invoiceId: string }, options?: CallOptions) =>
    callForFile({
      method: "GET",
      path: `/orders/${segment(orderId)}/invoices/${segment(invoiceId)}/pdf`,
      options,
    }),
});
