// Whether store credit pays: a switch that is a button of a form, so that it works without JavaScript, too.
import type { Cart, MoneyBody } from "@souk/contracts";
import { classes } from "@souk/ui";
import { useFetcher } from "react-router";
import { moneyText } from "../../lib/currency.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { FormOrigin } from "./form-origin.tsx";

type StoreCreditSwitchProps = {
  readonly cart: Pick<Cart, "id" | "useStoreCredit">;
  readonly available: MoneyBody;
};

export function StoreCreditSwitch({ cart, available }: StoreCreditSwitchProps) {
  const { locale } = useMessages();
  const { codes } = usePayingMessages();
  const fetcher = useFetcher<CartOutcome>({ key: "store-credit" });
  const asked = fetcher.formData?.get("use");
  const isUsed = asked === undefined || asked === null ? cart.useStoreCredit : asked === "true";
  return (
    <fetcher.Form method="post" action="/cart">
      <FormOrigin cartId={cart.id} />
      <input type="hidden" name="intent" value="store-credit" />
      <input type="hidden" name="use" value={String(!isUsed)} />
      <button
        role="switch"
        aria-checked={isUsed}
        className="flex min-h-11 w-full items-center justify-between gap-4 text-start text-sm"
      >
        <span className="figures">{codes.credit(moneyText(available, locale))}</span>
        <span
          aria-hidden="true"
          className={classes(
            "flex h-6 w-11 shrink-0 items-center rounded-full border p-0.5 transition-colors",
            isUsed ? "justify-end border-saffron-strong bg-saffron" : "border-control bg-raised",
          )}
        >
          <span className={classes("size-4.5 rounded-full", isUsed ? "bg-saffron-ink" : "bg-control")} />
        </span>
      </button>
    </fetcher.Form>
  );
}
