// Staff say how tax is rounded and which class shipping is of.
import type { TaxSettingsBody } from "@souk/contracts";
import type { Deps } from "../../deps.ts";
import { changeRules } from "../change-rules.ts";
import { lockTaxSettings, saveTaxSettings } from "../store/tax-settings.ts";

export type PutTaxSettings = {
  readonly settings: TaxSettingsBody;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function putTaxSettings(
  deps: Deps,
  { settings, actorId, requireVersion }: PutTaxSettings,
): Promise<void> {
  await changeRules(deps, async (db) => {
    const { rounding, shippingTaxClass, version } = await lockTaxSettings(db);
    requireVersion(version);
    await saveTaxSettings(db, settings, deps.now());
    return {
      actorId,
      action: "tax_settings.update",
      subjectType: "tax_settings",
      subjectId: "tax_settings",
      before: { rounding, shippingTaxClass },
      after: settings,
    };
  });
}
