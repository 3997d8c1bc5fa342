// The provider's card fields in a place on the page: on their way, ready, or not to be had.
import { useEffect, useRef, useState } from "react";
import type { CardPaymentParts } from "./card-payment.server.ts";
import {
  type CardElements,
  type CardProblem,
  loadStripe,
  type StripeScript,
  wasLoadedHere,
} from "./stripe-script.ts";

export type FieldsState = "loading" | "ready" | "unreachable";
export type CardFields = {
  readonly place: React.RefObject<HTMLDivElement | null>;
  readonly state: FieldsState;
  /** Leads to the bank or back to the shop; answers only where that did not happen. */
  readonly pay: () => Promise<CardProblem | undefined>;
};
type Loaded = { readonly stripe: StripeScript; readonly elements: CardElements };

export function useCardFields({
  scriptUrl,
  publishableKey,
  clientSecret,
  returnUrl,
}: CardPaymentParts): CardFields {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<FieldsState>("loading");
  const [loaded, setLoaded] = useState<Loaded>();

  useEffect(() => {
    if (!wasLoadedHere()) {
      window.location.reload();
      return undefined;
    }
    let isGone = false;
    let remove = () => {};
    const show = (stripe: StripeScript) => {
      const target = place.current;
      if (isGone || !target) return;
      const elements = stripe.elements({ clientSecret });
      const element = elements.create("payment");
      element.on("ready", () => setState("ready"));
      element.on("loaderror", () => setState("unreachable"));
      element.mount(target);
      setLoaded({ stripe, elements });
      remove = () => element.destroy();
    };
    loadStripe(scriptUrl, publishableKey).then(show, () => setState("unreachable"));
    return () => {
      isGone = true;
      remove();
    };
  }, [scriptUrl, publishableKey, clientSecret]);

  const pay = async () => {
    if (!loaded) return undefined;
    const { stripe, elements } = loaded;
    const incomplete = await elements.submit();
    if (incomplete.error) return incomplete.error;
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: returnUrl } });
    return error;
  };
  return { place, state, pay };
}
