// Reads the page's data again while a payment is being settled: quickly at first, then slower, and not for ever. Without JavaScript the browser reloads.
import { Button } from "@souk/ui";
import { useEffect, useState } from "react";
import { Form, useLocation, useRevalidator } from "react-router";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { lookAgainAfterMs } from "./settling.ts";

const RELOAD_SECONDS = 4;

export function LookAgain({ text, longText }: { text: string; longText: string }) {
  const { order } = useCheckoutMessages();
  const { pathname } = useLocation();
  const { revalidate, state } = useRevalidator();
  const [looks, setLooks] = useState(0);
  const waitMs = lookAgainAfterMs(looks);
  useEffect(() => {
    if (waitMs === undefined || state !== "idle") return undefined;
    const timer = setTimeout(() => {
      setLooks((count) => count + 1);
      void revalidate();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, state, revalidate]);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(RELOAD_SECONDS)} />
      </noscript>
      <output className="block max-w-prose text-lg text-ink-soft">
        {waitMs === undefined ? longText : text}
      </output>
      {waitMs === undefined ? (
        <Form action={pathname} className="mt-6">
          <Button tone="secondary">{order.checkAgain}</Button>
        </Form>
      ) : null}
    </>
  );
}
