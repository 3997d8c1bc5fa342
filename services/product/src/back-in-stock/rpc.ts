// gRPC of those who wait: the notification service asks what a mail says.
import type { BackInStockService } from "@souk/contracts/rpc";
import type { ServiceImpl } from "@souk/rpc";
import type { Deps } from "../deps.ts";
import { parseId } from "../stock/domain/demand.ts";
import { backInStockMail } from "./mail.ts";

export const backInStockImplementation = (deps: Deps): ServiceImpl<typeof BackInStockService> => ({
  getBackInStockMail: async ({ subscriptionId, purpose }) =>
    (await backInStockMail(deps, { subscriptionId: parseId(subscriptionId), purpose })) ?? {},
});
