// An order whose money comes without a provider's page: it is placed, and this is what its shopper does next.
import type { Order, Payment } from "@souk/contracts";
import { ButtonLink } from "@souk/ui";
import { useLocation } from "react-router";
import { NumberKept } from "../../components/number-kept.tsx";
import type { Ways } from "../../components/ways-to-pay.tsx";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import { TransferInstructions } from "./transfer-instructions.tsx";

type ByHandProps = { readonly order: Order; readonly payment: Payment; readonly ways: Ways };

export function ByHand({ order, payment, ways }: ByHandProps) {
  const { order: words } = useCheckoutMessages();
  const { byHand } = usePayingMessages();
  const { pathname } = useLocation();
  return (
    <>
      <h1 className="display-type text-3xl">{words.thanks(order.shippingAddress.firstName)}</h1>
      <p className="mt-4 max-w-prose text-lg text-ink-soft">
        <NumberKept text={byHand.text(order.number)} number={order.number} />
      </p>
      <TransferInstructions payment={payment} />
      <p className="mt-8 flex flex-wrap gap-3">
        <ButtonLink href={`/orders/${order.id}`} tone="secondary">
          {byHand.view}
        </ButtonLink>
        {ways.providers.length > 0 ? (
          <ButtonLink href={`${pathname}?other`} tone="quiet">
            {byHand.other}
          </ButtonLink>
        ) : null}
      </p>
    </>
  );
}
