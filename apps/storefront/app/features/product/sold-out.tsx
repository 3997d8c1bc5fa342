// What stands where the form that buys would be, when there is nothing left: that it is so, being told when it is back, and where to go on.
import { Button, ButtonLink } from "@souk/ui";
import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";

type SoldOutProps = {
  readonly room: { readonly label: string; readonly href: string } | undefined;
  /** The form that asks to be told. */
  readonly children: ReactNode;
};

export function SoldOut({ room, children }: SoldOutProps) {
  const { product, common } = useMessages();
  return (
    <>
      <Button type="button" tone="secondary" disabled size="large" className="w-full">
        {product.soldOut}
      </Button>
      {children}
      <ButtonLink href={room?.href ?? "/products"} tone="quiet" className="justify-self-start -ms-2">
        {room ? product.moreOf(room.label) : common.continueShopping}
      </ButtonLink>
    </>
  );
}
