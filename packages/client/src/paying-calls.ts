// What pays beside a card: gift cards, a customer's store credit, and the ways to pay that a customer lets the shop keep.
import type { GiftCardBalance, SavedMethodList, StoreCreditList } from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller } from "./caller.ts";
import type { CallOptions } from "./transport.ts";

export const giftCardCalls = (call: Caller) => ({
  /** For whoever has the code. It travels in the body, so that no log has it. */
  balance: (code: string, options?: CallOptions) =>
    call<z.infer<typeof GiftCardBalance>>({
      method: "POST",
      path: "/gift-cards/balance",
      body: { code },
      options,
    }),
});

export const storeCreditCalls = (call: Caller) => ({
  /** One's own, by currency, with what came and went. */
  list: (options?: CallOptions) => call<StoreCreditList>({ method: "GET", path: "/store-credit", options }),
});

export const paymentMethodCalls = (call: Caller) => ({
  list: (options?: CallOptions) =>
    call<z.infer<typeof SavedMethodList>>({ method: "GET", path: "/payment-methods", options }),
  /** Here and at the provider. */
  forget: (id: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `/payment-methods/${segment(id)}`, options }),
});
