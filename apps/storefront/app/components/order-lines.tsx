// What is being bought, as a short list: in the checkout and on the order.
import type { CartLine } from "@souk/contracts";
import { useMessages } from "../messages/use-messages.ts";
import { Money } from "./money.tsx";

type Line = Pick<CartLine, "id" | "productName" | "variantName" | "image" | "quantity" | "total">;

export function OrderLines({ lines }: { lines: readonly Line[] }) {
  const { cart } = useMessages();
  return (
    <ul className="grid gap-4">
      {lines.map((line) => (
        <li key={line.id} className="flex items-start gap-4 text-sm">
          {line.image ? (
            <img
              src={line.image}
              alt=""
              width={64}
              height={80}
              loading="lazy"
              className="h-20 w-16 shrink-0 bg-line object-cover"
            />
          ) : (
            <span className="h-20 w-16 shrink-0 bg-line" />
          )}
          <span className="min-w-0 grow wrap-anywhere">
            <span className="block font-medium">{line.productName}</span>
            {line.variantName ? <span className="block text-ink-faint">{line.variantName}</span> : null}
            <span className="figures block text-ink-faint">
              {cart.quantity} {line.quantity}
            </span>
          </span>
          <Money value={line.total} />
        </li>
      ))}
    </ul>
  );
}
