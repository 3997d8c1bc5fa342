// The rules of prices as every quote of this process reads them: kept until somebody changes one.
import type { AnyDb } from "@souk/db";
import { type PricingRules, readPricingRules } from "./store/pricing-rules.ts";

export type RulesInMemory = {
  rules(): Promise<PricingRules>;
  /** Makes the next reader ask the database again. */
  forget(): void;
};

/** A change whose event was missed heals by itself after this long. */
const KEPT_MS = 60_000;

export function keepRulesInMemory(db: AnyDb, now: () => Date): RulesInMemory {
  let kept: { readonly rules: Promise<PricingRules>; readonly until: number } | undefined;
  return {
    async rules() {
      if (kept === undefined || kept.until <= now().getTime()) {
        kept = { rules: readPricingRules(db), until: now().getTime() + KEPT_MS };
        kept.rules.catch(() => {
          kept = undefined; // A failed answer is not kept; the caller sees the failure itself.
        });
      }
      return kept.rules;
    },
    forget() {
      kept = undefined;
    },
  };
}
