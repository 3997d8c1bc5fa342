// The shop's settings, asked of the admin service and kept until they change.
import type { Seller } from "@souk/contracts";
import { SettingsService } from "@souk/contracts/rpc";
import type { Rpc } from "@souk/rpc";

export type ShopSettings = {
  readonly currencies: readonly string[];
  readonly countries: readonly string[];
  /** Named like the shop where the settings name nobody else. */
  readonly seller: Seller;
};
export type SettingsClient = {
  settings(): Promise<ShopSettings>;
  /** Makes the next reader ask again. */
  forget(): void;
};

/** A missed change heals by itself after this long. */
const KEPT_MS = 60_000;

export function createSettingsClient(rpc: Rpc, now: () => Date): SettingsClient {
  const client = rpc.client(SettingsService);
  let kept: { readonly settings: Promise<ShopSettings>; readonly until: number } | undefined;
  const ask = async (): Promise<ShopSettings> => {
    const { currencies, countries, shopName, ...settings } = await client.getSettings({});
    const { sellerName, sellerAddress: address, sellerTaxNumber: taxNumber, sellerBank: bank } = settings;
    const name = sellerName === "" ? shopName : sellerName;
    const seller = { name, address, taxNumber, bank, invoiceFooter: settings.invoiceFooter };
    return { currencies, countries, seller };
  };
  return {
    async settings() {
      if (kept === undefined || kept.until <= now().getTime()) {
        kept = { settings: ask(), until: now().getTime() + KEPT_MS };
        kept.settings.catch(() => {
          kept = undefined; // A failed answer is not kept; the caller sees the failure itself.
        });
      }
      return kept.settings;
    },
    forget() {
      kept = undefined;
    },
  };
}
