// An amount in the visitor's way of writing. Browsers and servers may differ by a thin space; that is not worth a repaint.
import type { MoneyBody } from "@souk/contracts";
import { classes } from "@souk/ui";
import { moneyText } from "../lib/currency.ts";
import { useMessages } from "../messages/use-messages.ts";

export function Money({ value, className }: { value: MoneyBody; className?: string }) {
  const { locale } = useMessages();
  return (
    <span suppressHydrationWarning className={classes("figures", className)}>
      {moneyText(value, locale)}
    </span>
  );
}
