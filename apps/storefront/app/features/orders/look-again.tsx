// What is read while a payment is being settled; the page looks again by itself. Without JavaScript the browser reloads.
import { Button } from "@souk/ui";
import { Form, useLocation } from "react-router";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useLookAgain } from "./use-look-again.ts";

const RELOAD_SECONDS = 4;

export function LookAgain({ text, longText }: { text: string; longText: string }) {
  const { order } = useCheckoutMessages();
  const { pathname } = useLocation();
  const isLooking = useLookAgain();
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(RELOAD_SECONDS)} />
      </noscript>
      <output className="block max-w-prose text-lg text-ink-soft">{isLooking ? text : longText}</output>
      {isLooking ? null : (
        <Form action={pathname} className="mt-6">
          <Button tone="secondary">{order.checkAgain}</Button>
        </Form>
      )}
    </>
  );
}
