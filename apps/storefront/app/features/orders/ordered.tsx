// What an order is made of and what it cost, in a quiet box beside whatever the page is about.
import type { Order } from "@souk/contracts";
import { classes } from "@souk/ui";
import type { ReactNode } from "react";
import { OrderLines } from "../../components/order-lines.tsx";
import { OrderTotals } from "../../components/totals.tsx";

type OrderedProps = {
  readonly order: Order;
  readonly title: ReactNode;
  readonly className?: string;
  readonly children?: ReactNode;
};

export function Ordered({ order, title, className, children }: OrderedProps) {
  return (
    <section
      aria-labelledby="ordered"
      className={classes("bg-sunken px-6 py-8 lg:self-start lg:px-10 lg:py-10", className)}
    >
      <h2 id="ordered" className="display-type mb-6 text-xl">
        {title}
      </h2>
      <OrderLines lines={order.lines} />
      <div className="mt-6 border-t border-line pt-4">
        <OrderTotals order={order} />
      </div>
      {children}
    </section>
  );
}
