// How far a return has come, what comes next, and who has to do it.
import type { OrderReturn } from "@souk/contracts";
import { classes, Icon } from "@souk/ui";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";

const WAY = ["requested", "approved", "received", "refunded"] as const;

/** A return that was not accepted has no way to go. */
export function ReturnProgress({ status }: Pick<OrderReturn, "status">) {
  const { returns: words } = useAfterSaleMessages();
  const position = WAY.findIndex((step) => step === status);
  if (position === -1) return null;
  return (
    <ol className="grid grid-cols-4 gap-2 text-xs sm:text-sm">
      {WAY.map((step, index) => {
        const isDone = index <= position;
        return (
          <li
            key={step}
            aria-current={index === position ? "step" : undefined}
            className={classes(
              "border-t-2 pt-2 wrap-anywhere",
              isDone ? "border-saffron" : "border-line text-ink-faint",
              index === position && "font-medium",
            )}
          >
            {isDone ? (
              <Icon name="check" className="me-1 inline size-3.5 align-[-0.1em] max-sm:hidden" />
            ) : null}
            {words.steps[step]}
          </li>
        );
      })}
    </ol>
  );
}
