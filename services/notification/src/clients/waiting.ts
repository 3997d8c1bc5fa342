// Asks the product service what to tell somebody who waits for a variant: only when it is told, so that no address and no link is kept here.
import { BackInStockService } from "@souk/contracts/rpc";
import type { Rpc } from "@souk/rpc";
import type { BackInStockNews } from "../domain/news.ts";
import type { MailWaiting } from "../templates/back-in-stock-mail.ts";
import { oneLine } from "../templates/one-line.ts";

export type WaitingToTell = MailWaiting & { readonly email: string };
/** Undefined where there is nothing to send any more. */
export type WaitingClient = { findMail(news: BackInStockNews): Promise<WaitingToTell | undefined> };

export function createWaitingClient(rpc: Rpc): WaitingClient {
  const client = rpc.client(BackInStockService);
  return {
    async findMail({ template, subscriptionId }) {
      const purpose = template === "back_in_stock.confirm" ? "confirm" : "available";
      const mail = await client.getBackInStockMail({ subscriptionId, purpose });
      const { email, productName, variantName, url, unsubscribeUrl } = mail;
      if (email === "") return undefined;
      return {
        email,
        url,
        unsubscribeUrl,
        productName: oneLine(productName),
        variantName: oneLine(variantName),
      };
    },
  };
}
