// Staff change the shop's settings; only what is given changes.
import { SettingsChanged, StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import { isCurrency } from "@souk/money";
import type { Deps } from "../deps.ts";
import { loadSettings, type Settings, updateSettings as writeSettings } from "../store/settings.ts";

export type UpdateSettings = {
  readonly changes: Partial<Omit<Settings, "version" | "updatedAt">>;
  readonly staffId: string;
  /** Throws where the settings are not the ones the member of staff looked at. */
  readonly precondition: (settings: Settings) => void;
};

export async function updateSettings(
  deps: Deps,
  { changes, staffId, precondition }: UpdateSettings,
): Promise<Settings> {
  requireCurrencies(changes.currencies ?? []);
  return inTransaction(deps.db, async (tx) => {
    const before = await loadSettings(tx);
    precondition(before);
    const after: Settings = { ...before, ...changes, version: before.version + 1, updatedAt: deps.now() };
    if (!(await writeSettings(tx, after, before.version))) {
      throw new Refusal(
        "precondition_failed",
        "settings_changed",
        "Somebody else has just changed the settings.",
      );
    }
    await publish(tx, SettingsChanged, { version: after.version });
    await publish(tx, StaffActed, {
      actorId: staffId,
      action: "settings.update",
      subjectType: "settings",
      subjectId: "settings",
      before: pick(before, changes),
      after: changes,
      at: after.updatedAt.toISOString(),
    });
    return after;
  });
}

function requireCurrencies(currencies: readonly string[]): void {
  const fields = currencies.flatMap((currency, index) =>
    isCurrency(currency)
      ? []
      : [{ pointer: `/currencies/${index}`, code: "unknown", message: "must be a currency of ISO 4217" }],
  );
  if (fields.length > 0)
    throw new Refusal("unprocessable", "currency_unknown", "There is no such currency.", { fields });
}

function pick(settings: Settings, changes: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name in changes));
}
