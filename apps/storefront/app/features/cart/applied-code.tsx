// A code that pays or reduces in this bag, with the button that takes it out again. It is gone from sight as soon as that is pressed.
import { Icon } from "@souk/ui";
import type { ReactNode } from "react";
import { useFetcher } from "react-router";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { FormOrigin } from "./form-origin.tsx";

type AppliedCodeProps = {
  readonly cartId: string;
  readonly intent: "coupon-remove" | "gift-card-remove";
  /** What tells the code from others in the form. */
  readonly field: { readonly name: string; readonly value: string };
  readonly removeLabel: string;
  readonly children: ReactNode;
};

export function AppliedCode({ cartId, intent, field, removeLabel, children }: AppliedCodeProps) {
  const fetcher = useFetcher<CartOutcome>();
  return (
    <fetcher.Form
      method="post"
      action="/cart"
      className="flex items-center justify-between gap-3 text-sm"
      hidden={fetcher.state !== "idle"}
    >
      <FormOrigin cartId={cartId} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" {...field} />
      <span className="min-w-0 wrap-anywhere">{children}</span>
      <button className="grid size-11 shrink-0 place-items-center rounded-md hover:bg-line">
        <Icon name="close" className="size-4" />
        <span className="sr-only">{removeLabel}</span>
      </button>
    </fetcher.Form>
  );
}
