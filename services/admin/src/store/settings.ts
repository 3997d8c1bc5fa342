// All SQL of the settings.
import type { Seller } from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";

export type Settings = {
  readonly version: number;
  readonly shopName: string;
  readonly supportEmail: string;
  readonly currencies: readonly string[];
  readonly countries: readonly string[];
  readonly languages: readonly string[];
  readonly seller: Seller;
  readonly updatedAt: Date;
};

const load = statement<Settings>(
  "load_settings",
  `select version, shop_name as "shopName", support_email as "supportEmail", currencies, countries, languages, seller, updated_at as "updatedAt" from settings`,
);
const update = statement<{ readonly changed: number }, readonly unknown[]>(
  "update_settings",
  `with changed as (update settings set version = $2, shop_name = $3, support_email = $4, currencies = $5, countries = $6, languages = $7,
     seller = $8, updated_at = $9 where version = $1 returning 1) select count(*)::int as changed from changed`,
);

export async function loadSettings(db: AnyDb): Promise<Settings> {
  const settings = await load.first(db, []);
  if (settings) return settings;
  throw new Error("The settings are missing from the database."); // The migration put them there.
}

/** False where somebody changed them since they were read. */
export async function updateSettings(db: AnyDb, settings: Settings, versionBefore: number): Promise<boolean> {
  const { version, shopName, supportEmail, currencies, countries, languages, seller, updatedAt } = settings;
  const row = await update.first(db, [
    versionBefore,
    version,
    shopName,
    supportEmail,
    currencies,
    countries,
    languages,
    JSON.stringify(seller),
    updatedAt,
  ]);
  return row?.changed === 1;
}
