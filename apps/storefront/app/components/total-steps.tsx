// How a total comes about, step by step in words, for whoever unfolds it.
import type { Cart } from "@souk/contracts";
import { Icon } from "@souk/ui";
import { usePayingMessages } from "../messages/use-paying-messages.ts";
import { Money } from "./money.tsx";

/** Steps that take nothing off and add nothing say so in their words. */
const WORDS_ALONE = new Set(["coupon_refused", "coupon_without_effect"]);

export function TotalSteps({ steps }: { steps: Cart["explanation"] }) {
  const { totals } = usePayingMessages();
  if (steps.length === 0) return null;
  return (
    <details className="group mt-3 text-sm">
      <summary className="inline-flex min-h-11 list-none items-center gap-2 text-ink-soft underline underline-offset-4 hover:text-ink">
        {totals.how}
        <Icon name="chevron-down" className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      <ol className="border-s-2 border-line ps-4 pb-2">
        {steps.map(({ code, label, amount }) => (
          <li key={`${code} ${label}`} className="flex items-baseline justify-between gap-6 py-1">
            <span className="min-w-0 text-ink-soft wrap-anywhere">{totals.steps[code] ?? label}</span>
            {WORDS_ALONE.has(code) ? null : <Money value={amount} className="shrink-0" />}
          </li>
        ))}
      </ol>
    </details>
  );
}
