// Where an order stands, in one word of one colour: the same in the list and on its page.
import type { Order } from "@souk/contracts";
import { Badge, type BadgeTone } from "@souk/ui";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";

const TONES: Record<Order["status"], BadgeTone> = {
  pending: "warning",
  confirmed: "success",
  processing: "success",
  shipped: "success",
  delivered: "success",
  completed: "success",
  cancelled: "neutral",
  refunded: "neutral",
};

export function OrderBadge({
  order: { status, fulfilment },
}: {
  order: Pick<Order, "status" | "fulfilment">;
}) {
  const { order } = useCheckoutMessages();
  const { parcels } = useAfterSaleMessages();
  const isInParts = status === "processing" && fulfilment === "partial";
  return <Badge tone={TONES[status]}>{isInParts ? parcels.partly : order.statuses[status]}</Badge>;
}
