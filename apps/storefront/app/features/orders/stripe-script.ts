// Loads the provider's script in the browser. Its licence and its safety demand that it comes from the provider itself.

export type CardElement = {
  mount(place: HTMLElement): void;
  on(event: "ready" | "loaderror", listener: () => void): void;
  destroy(): void;
};
export type CardElements = {
  create(kind: "payment"): CardElement;
  submit(): Promise<{ readonly error?: CardProblem }>;
};
export type CardProblem = { readonly type?: string; readonly message?: string };
export type StripeScript = {
  elements(options: { readonly clientSecret: string; readonly locale?: string }): CardElements;
  /** Leads away from the page; answers only where it did not. */
  confirmPayment(payment: {
    readonly elements: CardElements;
    readonly confirmParams: { readonly return_url: string };
  }): Promise<{ readonly error?: CardProblem }>;
};

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Only an interface can be added to.
  interface Window {
    Stripe?: (publishableKey: string) => StripeScript;
  }
}

/** The page's policy is that of the document: one that was reached without loading it anew forbids the script. */
export function wasLoadedHere(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation !== undefined && new URL(navigation.name).pathname === window.location.pathname;
}

export function loadStripe(scriptUrl: string, publishableKey: string): Promise<StripeScript> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      if (window.Stripe) resolve(window.Stripe(publishableKey));
      else reject(new Error("The provider's script has not arrived."));
    };
    if (window.Stripe) {
      finish();
      return;
    }
    const script = document.createElement("script");
    script.src = scriptUrl;
    script.addEventListener("load", finish);
    script.addEventListener("error", finish);
    document.head.append(script);
  });
}
