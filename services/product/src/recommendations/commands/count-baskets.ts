// Counts what was bought together since the last time, and forgets baskets that can neither be told again nor be cancelled any more.
import type { Deps } from "../../deps.ts";
import { HALF_LIFE_SECONDS } from "../domain/heat.ts";
import { countBaskets as count, forgetBaskets } from "../store/baskets.ts";

const BASKETS_PER_STATEMENT = 500;
/** Events are kept for 30 days; whoever cancels an order later than this leaves it counted. */
const KEPT_DAYS = 90;

export async function countBaskets(deps: Deps): Promise<void> {
  const limit = BASKETS_PER_STATEMENT;
  for (;;) {
    const counted = await count(deps.db, { limit, halfLifeSeconds: HALF_LIFE_SECONDS });
    if (counted < limit) break;
  }
  await forgetBaskets(deps.db, KEPT_DAYS);
}
