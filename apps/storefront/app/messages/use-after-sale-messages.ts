// The words of what follows an order for the visitor's language.
import { enAfterSale, type AfterSaleMessages } from "./en-after-sale.ts";
import { useMessages } from "./use-messages.ts";

/** For `meta` functions and the server, which have no context. */
export const afterSaleMessagesFor = (_locale: string): AfterSaleMessages => enAfterSale;
export const useAfterSaleMessages = (): AfterSaleMessages => afterSaleMessagesFor(useMessages().locale);
