// An order that this visitor may not see, or that does not exist: which of the two is not told.
import { EmptyState } from "@souk/ui";
import { isRouteErrorResponse } from "react-router";
import { ErrorPage } from "../../components/error-page.tsx";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";

export function OrderErrorPage({ error }: { error: unknown }) {
  const { order, account } = useCheckoutMessages();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <ErrorPage error={error} />;
  return (
    <div className="shell py-16">
      <title>{order.noAccessTitle}</title>
      <h1 className="sr-only">{order.noAccessTitle}</h1>
      <EmptyState title={order.noAccessTitle} way={{ href: "/sign-in", label: account.signIn }}>
        {order.noAccess}
      </EmptyState>
    </div>
  );
}
