// Calling an order off, as long as nobody works on it: it opens, says what will happen, and only then offers the button.
import type { Order } from "@souk/contracts";
import { Button } from "@souk/ui";
import { Form, useNavigation } from "react-router";
import { NumberKept } from "../../components/number-kept.tsx";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";

const CANCELLABLE: ReadonlySet<Order["status"]> = new Set(["pending", "confirmed"]);

export function CancelOrder({ order }: { order: Order }) {
  const { order: words } = useCheckoutMessages();
  const isBusy = useNavigation().state === "submitting";
  if (!CANCELLABLE.has(order.status)) return null;
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-11 list-none items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {words.cancel}
      </summary>
      <Form method="post" className="mt-1 flex flex-col items-start gap-4 bg-sunken px-5 py-4">
        <p>{words.cancelQuestion}</p>
        <Button tone="danger" busy={isBusy}>
          <span>
            <NumberKept text={words.cancelConfirm(order.number)} number={order.number} />
          </span>
        </Button>
      </Form>
    </details>
  );
}
