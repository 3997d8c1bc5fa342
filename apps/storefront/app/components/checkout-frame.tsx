// The quiet frame of the checkout: the name, where one is, nothing to run away to.
import { BareLink, classes, Icon } from "@souk/ui";
import type { ReactNode } from "react";
import { useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { useMessages } from "../messages/use-messages.ts";
import { NavigationProgress } from "./navigation-progress.tsx";
import { Wordmark } from "./wordmark.tsx";

export type CheckoutStep = "details" | "payment" | "done";
const steps = ["details", "payment", "done"] as const;
const hrefs: Record<CheckoutStep, string> = { details: "/checkout", payment: "/checkout/payment", done: "" };

function Steps({ current, canGoBack }: { current: CheckoutStep; canGoBack: boolean }) {
  const { checkout } = useCheckoutMessages();
  const position = steps.indexOf(current);
  return (
    <nav aria-label={checkout.steps}>
      <ol className="flex items-center gap-2 text-sm text-ink-faint">
        {steps.map((step, index) => (
          <li
            key={step}
            aria-current={step === current ? "step" : undefined}
            className={classes("flex items-center gap-2", index === position && "font-medium text-ink")}
          >
            {index > 0 ? <Icon name="chevron-end" className="size-3.5 text-ink-faint" /> : null}
            {index < position && canGoBack ? (
              <BareLink
                href={hrefs[step]}
                className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink"
              >
                {checkout.step[step]}
              </BareLink>
            ) : (
              <span className="inline-flex min-h-11 items-center">{checkout.step[step]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

type CheckoutFrameProps = {
  readonly step: CheckoutStep;
  readonly canGoBack?: boolean;
  readonly children: ReactNode;
};

export function CheckoutFrame({ step, canGoBack = true, children }: CheckoutFrameProps) {
  const { common } = useMessages();
  const { checkout } = useCheckoutMessages();
  return (
    <>
      <a
        href="#main"
        className="fixed start-4 top-2 z-50 rounded-md bg-ink px-4 py-3 text-sm text-paper not-focus:sr-only"
      >
        {common.skip}
      </a>
      <NavigationProgress />
      <header className="border-b border-line">
        <div className="shell flex min-h-16 flex-wrap items-center justify-between gap-x-8 lg:min-h-[4.75rem]">
          <Wordmark />
          <Steps current={step} canGoBack={canGoBack} />
          <p className="hidden items-center gap-2 text-sm text-ink-soft md:flex">
            <Icon name="lock" className="size-4" />
            {checkout.secure}
          </p>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  );
}
