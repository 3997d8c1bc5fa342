// What stands where the form that buys would be, when there is nothing left: that it is so, and where to go on.
import { Button, ButtonLink } from "@souk/ui";
import { useMessages } from "../../messages/use-messages.ts";

export function SoldOut({ room }: { room: { readonly label: string; readonly href: string } | undefined }) {
  const { product, common } = useMessages();
  return (
    <>
      <Button type="button" tone="secondary" disabled size="large" className="w-full">
        {product.soldOut}
      </Button>
      <ButtonLink href={room?.href ?? "/products"} tone="secondary" size="large" className="w-full">
        {room ? product.moreOf(room.label) : common.continueShopping}
      </ButtonLink>
    </>
  );
}
