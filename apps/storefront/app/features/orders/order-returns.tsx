// What of an order goes back, each with its state; the returns have pages of their own.
import type { Order } from "@souk/contracts";
import { Badge, BareLink, type BadgeTone } from "@souk/ui";
import { dateText } from "../../lib/dates.ts";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { OrderPart } from "./order-part.tsx";

type ReturnSummary = Order["returns"][number];
const TONES: Record<ReturnSummary["status"], BadgeTone> = {
  requested: "warning",
  approved: "accent",
  rejected: "neutral",
  received: "success",
  refunded: "success",
};

export function ReturnBadge({ status }: Pick<ReturnSummary, "status">) {
  const { returns } = useAfterSaleMessages();
  return <Badge tone={TONES[status]}>{returns.statuses[status]}</Badge>;
}

/** Said beside an order: that something of it goes back. */
export function ReturnNote({ status }: Pick<ReturnSummary, "status">) {
  const { returns } = useAfterSaleMessages();
  return <span className="text-xs text-ink-soft">{returns.beside(returns.statuses[status])}</span>;
}

type ReturnRowProps = {
  readonly orderId: string;
  readonly summary: ReturnSummary;
  readonly detail?: string;
};

export function ReturnRow({ orderId, summary, detail }: ReturnRowProps) {
  const { dateLocale } = useMessages();
  const { returns: words } = useAfterSaleMessages();
  return (
    <li className="border-b border-line">
      <BareLink
        href={`/orders/${orderId}/returns/${summary.id}`}
        className="group flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3 text-sm"
      >
        <span>
          <span className="block font-medium underline-offset-4 group-hover:underline">
            {words.view(dateText(summary.requestedAt, dateLocale))}
          </span>
          {detail === undefined ? null : <span className="block text-ink-faint">{detail}</span>}
        </span>
        <ReturnBadge status={summary.status} />
      </BareLink>
    </li>
  );
}

export function OrderReturns({ order }: { order: Pick<Order, "id" | "returns"> }) {
  const { returns: words } = useAfterSaleMessages();
  if (order.returns.length === 0) return null;
  return (
    <OrderPart id="returns" title={words.title}>
      <ul className="border-t border-line">
        {order.returns.map((summary) => (
          <ReturnRow key={summary.id} orderId={order.id} summary={summary} />
        ))}
      </ul>
    </OrderPart>
  );
}
