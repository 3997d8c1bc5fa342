// gRPC of the admin service.
import { SettingsService } from "@souk/contracts/rpc";
import type { RpcImplementations } from "@souk/rpc";
import type { Deps } from "./deps.ts";
import { loadSettings } from "./store/settings.ts";

export function rpc(deps: Deps): RpcImplementations {
  return (router) => {
    router.service(SettingsService, {
      getSettings: async () => {
        const { shopName, supportEmail, currencies, countries, languages, seller, version } =
          await loadSettings(deps.db);
        return {
          shopName,
          supportEmail,
          currencies: [...currencies],
          countries: [...countries],
          languages: [...languages],
          sellerName: seller.name,
          sellerAddress: seller.address,
          sellerTaxNumber: seller.taxNumber,
          sellerBank: seller.bank,
          invoiceFooter: seller.invoiceFooter,
          version,
        };
      },
    });
  };
}
