// The shop's currencies and countries, asked of the admin service and kept until they change.
import { SettingsService } from "@souk/contracts/rpc";
import type { Rpc } from "@souk/rpc";

export type ShopSettings = { readonly currencies: readonly string[]; readonly countries: readonly string[] };
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
    const { currencies, countries } = await client.getSettings({});
    return { currencies, countries };
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
