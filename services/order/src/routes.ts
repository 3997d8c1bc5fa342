// REST of the order service: carts and orders.
import type { Route } from "@souk/http";
import { cartRoutes } from "./carts/routes.ts";
import type { Deps } from "./deps.ts";
import { giftCardRoutes } from "./gift-cards/routes.ts";
import { shipmentRoutes } from "./fulfilment/routes.ts";
import { invoiceRoutes } from "./invoices/routes.ts";
import { refundRoutes } from "./orders/refund-routes.ts";
import { orderRoutes } from "./orders/routes.ts";
import { returnRoutes } from "./returns/routes.ts";
import { pricingRoutes } from "./pricing/routes.ts";

export function routes(deps: Deps): readonly Route[] {
  return [
    ...cartRoutes(deps),
    ...giftCardRoutes(deps),
    ...orderRoutes(deps),
    ...shipmentRoutes(deps),
    ...returnRoutes(deps),
    ...refundRoutes(deps),
    ...invoiceRoutes(deps),
    ...pricingRoutes(deps),
  ];
}
