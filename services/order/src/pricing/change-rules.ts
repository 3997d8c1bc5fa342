// The one way the rules of prices change: with what staff did and that prices changed, in one transaction; and then all processes read them anew.
import { PricingChanged, StaffActed } from "@souk/contracts";
import { type AnyDb, inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../deps.ts";

export type RuleChange = {
  readonly actorId: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** `change` says what it did, or undefined where there was nothing to do. */
export async function changeRules(
  deps: Deps,
  change: (db: AnyDb) => Promise<RuleChange | undefined>,
): Promise<void> {
  await inTransaction(deps.db, async (db) => {
    const done = await change(db);
    if (done === undefined) return;
    const { subjectType, subjectId } = done;
    await publish(db, StaffActed, { ...done, at: deps.now().toISOString() });
    await publish(db, PricingChanged, { subjectType, subjectId });
  });
  deps.pricing.forget();
}
