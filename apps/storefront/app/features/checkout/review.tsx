// What was said on the first page, to be looked over once more.
import type { Cart } from "@souk/contracts";
import { BareLink } from "@souk/ui";
import type { ReactNode } from "react";
import { AddressText } from "../../components/address-text.tsx";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

type ReviewRowProps = { readonly label: string; readonly href?: string; readonly children: ReactNode };

function ReviewRow({ label, href = "/checkout", children }: ReviewRowProps) {
  const { common } = useMessages();
  return (
    <div className="flex items-start gap-4 border-b border-line py-3.5 text-sm">
      <dt className="w-24 shrink-0 text-ink-faint">{label}</dt>
      <dd className="min-w-0 grow wrap-anywhere">{children}</dd>
      <dd>
        <BareLink
          href={href}
          className="-my-2.5 inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
        >
          {common.change}
          <span className="sr-only"> {label}</span>
        </BareLink>
      </dd>
    </div>
  );
}

export function Review({ cart, methodName }: { cart: Cart; methodName: string }) {
  const { payment } = useCheckoutMessages();
  return (
    <dl className="border-t border-line">
      <ReviewRow label={payment.reviewContact}>{cart.email}</ReviewRow>
      {cart.shippingAddress ? (
        <ReviewRow label={payment.reviewAddress}>
          <AddressText address={cart.shippingAddress} />
        </ReviewRow>
      ) : null}
      {cart.billingAddress ? (
        <ReviewRow label={payment.reviewInvoice} href="/account/addresses">
          <AddressText address={cart.billingAddress} />
        </ReviewRow>
      ) : null}
      <ReviewRow label={payment.reviewDelivery}>{methodName}</ReviewRow>
    </dl>
  );
}
