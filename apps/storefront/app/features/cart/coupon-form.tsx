// Discount codes: hidden behind a question, so that nobody without one feels left out.
import { Button, Icon, Notice, TextField } from "@souk/ui";
import { useFetcher } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import type { CartOutcome } from "./cart-changes.server.ts";

function CouponChip({ code }: { code: string }) {
  const { cart } = useMessages();
  const fetcher = useFetcher<CartOutcome>();
  return (
    <fetcher.Form method="post" action="/cart" className="flex items-center justify-between text-sm">
      <input type="hidden" name="intent" value="coupon-remove" />
      <input type="hidden" name="code" value={code} />
      <span className="font-medium">{code}</span>
      <button className="grid size-11 place-items-center rounded-md hover:bg-sunken">
        <Icon name="close" className="size-4" />
        <span className="sr-only">{cart.couponRemove(code)}</span>
      </button>
    </fetcher.Form>
  );
}

export function CouponForm({ codes, error }: { codes: readonly string[]; error?: string | undefined }) {
  const { cart } = useMessages();
  const fetcher = useFetcher<CartOutcome>();
  const shownError = fetcher.data?.couponError ?? error;
  return (
    <div className="border-t border-line py-2">
      {codes.map((code) => (
        <CouponChip key={code} code={code} />
      ))}
      <details open={Boolean(shownError)}>
        <summary className="flex min-h-11 list-none items-center text-sm text-indigo underline underline-offset-4">
          {cart.couponAsk}
        </summary>
        <fetcher.Form
          key={codes.length}
          method="post"
          action="/cart"
          className="flex items-end gap-2 pt-1 pb-3"
        >
          <input type="hidden" name="intent" value="coupon" />
          <TextField
            name="code"
            label={cart.coupon}
            autoComplete="off"
            autoCapitalize="characters"
            className="grow"
          />
          <Button tone="secondary" busy={fetcher.state !== "idle"}>
            {cart.couponApply}
          </Button>
        </fetcher.Form>
        {shownError ? (
          <Notice tone="warning" assertive className="mb-3">
            {shownError}
          </Notice>
        ) : null}
      </details>
    </div>
  );
}
