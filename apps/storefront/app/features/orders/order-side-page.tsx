// A page beside an order: with the way back to it, a title, and one column.
import { BareLink, Icon } from "@souk/ui";
import type { ReactNode } from "react";
import { NumberKept } from "../../components/number-kept.tsx";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";

type OrderSidePageProps = {
  readonly order: { readonly id: string; readonly number: string };
  readonly title: string;
  readonly children: ReactNode;
};

export function OrderSidePage({ order: { id, number }, title, children }: OrderSidePageProps) {
  const { returns } = useAfterSaleMessages();
  return (
    <div className="shell py-6 lg:py-16">
      <div className="mx-auto max-w-2xl">
        <BareLink
          href={`/orders/${id}`}
          className="mb-2 inline-flex min-h-11 items-center gap-2 text-sm text-ink-soft hover:text-ink"
        >
          <Icon name="arrow-start" className="size-4" />
          {returns.backToOrder(number)}
        </BareLink>
        <h1 className="display-type text-3xl">
          {title.includes(number) ? <NumberKept text={title} number={number} /> : title}
        </h1>
        {children}
      </div>
    </div>
  );
}
