// Money that went back: how much, where to, and whether it has left.
import type { Order, OrderRefund } from "@souk/contracts";
import { Badge, type BadgeTone } from "@souk/ui";
import { Money } from "../../components/money.tsx";
import { dateText } from "../../lib/dates.ts";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { OrderPart } from "./order-part.tsx";
import { linesOf } from "./pieces.ts";
import { PieceList } from "./order-parcels.tsx";

const TONES: Record<OrderRefund["status"], BadgeTone> = {
  pending: "warning",
  succeeded: "success",
  failed: "danger",
};
const targets = ["toPayment", "toCredits", "toStoreCredit"] as const;

function Refund({ order, refund }: { order: Order; refund: OrderRefund }) {
  const { dateLocale } = useMessages();
  const { refunds: words } = useAfterSaleMessages();
  return (
    <li className="border-b border-line py-4 text-sm first:pt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Money value={refund.amount} className="text-base font-medium" />
        <Badge tone={TONES[refund.status]}>{words.statuses[refund.status]}</Badge>
      </div>
      <ul className="mt-1 text-ink-soft">
        {targets
          .filter((target) => refund[target].amount > 0)
          .map((target) => (
            <li key={target}>
              <Money value={refund[target]} /> {words[target]}
            </li>
          ))}
      </ul>
      <p className="mt-1 mb-2 text-ink-faint">{words.on(dateText(refund.requestedAt, dateLocale))}</p>
      <PieceList pieces={linesOf(order, refund.lines)} />
      {refund.status === "failed" ? <p className="mt-2">{words.failed}</p> : null}
    </li>
  );
}

export function OrderRefunds({ order }: { order: Order }) {
  const { refunds: words } = useAfterSaleMessages();
  const { refunds, refunded } = order;
  if (refunds.length === 0 && refunded.amount === 0) return null;
  return (
    <OrderPart id="refunds" title={words.title}>
      <ul>
        {refunds.map((refund) => (
          <Refund key={refund.id} order={order} refund={refund} />
        ))}
      </ul>
      {refunded.amount === 0 ? null : (
        <>
          <p className="mt-4 flex items-baseline justify-between gap-6 font-medium">
            {words.total}
            <Money value={refunded} />
          </p>
          <p className="mt-1 text-sm text-ink-soft">{words.hint}</p>
        </>
      )}
    </OrderPart>
  );
}
