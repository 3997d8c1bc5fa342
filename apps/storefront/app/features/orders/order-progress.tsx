// How far an order has come: what happened and when, and what is still ahead.
import type { Order } from "@souk/contracts";
import { classes, Icon } from "@souk/ui";
import { dateText } from "../../lib/dates.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

const WAY: readonly Order["status"][] = ["pending", "confirmed", "processing", "shipped", "delivered"];

export type Step = { readonly status: Order["status"]; readonly at: string | null };

/** The steps that happened, then those still to come; an order that ended early has nothing ahead. */
export function stepsOf({ status, history }: Pick<Order, "status" | "history">): readonly Step[] {
  const seen = new Map<Order["status"], string>();
  for (const { to, at } of history) if (!seen.has(to)) seen.set(to, at);
  const done = [...seen].map(([step, at]) => ({ status: step, at }));
  if (status === "cancelled" || status === "refunded") return done;
  const ahead = WAY.slice(WAY.indexOf(status) + 1).filter(
    (step) => !seen.has(step) && status !== "completed",
  );
  return [...done, ...ahead.map((step) => ({ status: step, at: null }))];
}

export function OrderProgress({ order }: { order: Pick<Order, "status" | "history"> }) {
  const { dateLocale } = useMessages();
  const { order: words } = useCheckoutMessages();
  return (
    <section aria-label={words.progress}>
      <ol>
        {stepsOf(order).map(({ status, at }) => (
          <li
            key={status}
            className="relative flex gap-4 pb-6 not-last:before:absolute not-last:before:start-3 not-last:before:top-6 not-last:before:h-full not-last:before:w-px not-last:before:bg-line"
          >
            <span
              aria-hidden="true"
              className={classes(
                "relative grid size-6 shrink-0 place-items-center rounded-full",
                at === null ? "border border-control bg-paper" : "bg-ink text-paper",
              )}
            >
              {at === null ? null : <Icon name="check" className="size-3.5" />}
            </span>
            <span className="text-sm leading-6">
              <span className={classes("block", at === null ? "text-ink-faint" : "font-medium")}>
                {status === "pending" && order.status !== "pending" ? words.placed : words.statuses[status]}
              </span>
              {at === null ? null : <span className="block text-ink-faint">{dateText(at, dateLocale)}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
