// The one row of tax settings.
import type { TaxSettingsBody } from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";

export type StoredTaxSettings = TaxSettingsBody & { readonly version: number; readonly updatedAt: Date };

const columns = `rounding, shipping_tax_class as "shippingTaxClass", version, updated_at as "updatedAt"`;
const find = (name: string, lock: string) =>
  statement<StoredTaxSettings>(`${name}_tax_settings`, `select ${columns} from tax_settings ${lock}`);
const [findStatement, lockStatement] = [find("find", ""), find("lock", "for update")];
const saveStatement = statement<StoredTaxSettings, readonly [string, string, Date]>(
  "save_tax_settings",
  `update tax_settings set rounding = $1::text, shipping_tax_class = $2::text, updated_at = $3::timestamptz, version = version + 1 returning ${columns}`,
);

// The row was written by the migration that made the table.
export async function loadTaxSettings(db: AnyDb): Promise<StoredTaxSettings> {
  return (await findStatement.first(db, [])) as StoredTaxSettings;
}

/** Locked until the transaction ends. */
export async function lockTaxSettings(db: AnyDb): Promise<StoredTaxSettings> {
  return (await lockStatement.first(db, [])) as StoredTaxSettings;
}

export async function saveTaxSettings(
  db: AnyDb,
  settings: TaxSettingsBody,
  at: Date,
): Promise<StoredTaxSettings> {
  const { rounding, shippingTaxClass } = settings;
  return (await saveStatement.first(db, [rounding, shippingTaxClass, at])) as StoredTaxSettings;
}
