// Reads what a provider says of the whole account, and keeps what is new.
import type { Deps } from "../../deps.ts";
import { findReadUntil, keepReadUntil } from "../../ledger/store/provider-books.ts";
import type { PaymentProvider, ProviderMovement } from "../../providers/payment-provider.ts";
import { BOOKS_OVERLAP_MS } from "../limits.ts";
import { keepDispute, keepMovements } from "../store/movements.ts";

const PAGE_SIZE = 500;

/** Gives how many movements were seen for the first time. Throws `ProviderSilent`; what was read by then is kept. */
export async function readBooks(deps: Deps, provider: PaymentProvider): Promise<number> {
  const startedAt = deps.now();
  const { name } = provider;
  const readUntil = await findReadUntil(deps.db, name);
  const since = new Date((readUntil ?? startedAt).getTime() - BOOKS_OVERLAP_MS);
  let seen = 0;
  const keep = async (movements: readonly ProviderMovement[]): Promise<void> => {
    if (movements.length > 0)
      seen += await keepMovements(deps.db, { provider: name, movements, seenAt: startedAt });
  };
  let page: ProviderMovement[] = [];
  for await (const movement of provider.movements?.(since) ?? []) {
    page.push(movement);
    if (page.length < PAGE_SIZE) continue;
    await keep(page);
    page = [];
  }
  await keep(page);
  for await (const dispute of provider.disputes?.(since) ?? [])
    await keepDispute(deps.db, { provider: name, dispute, seenAt: startedAt });
  await keepReadUntil(deps.db, { provider: name, readUntil: startedAt });
  return seen;
}
