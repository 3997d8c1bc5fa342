// What every form about the bag says of the page it stands on.
import { useLocation } from "react-router";

/**
 * `from`: without JavaScript the answer to a form is a page, the one it was sent from.
 * `cartId`: another window may have ordered the cart that this one still shows, and this one then leads to the order.
 */
export function FormOrigin({ cartId }: { cartId: string }) {
  const { pathname } = useLocation();
  return (
    <>
      <input type="hidden" name="from" value={pathname} />
      <input type="hidden" name="cartId" value={cartId} />
    </>
  );
}
