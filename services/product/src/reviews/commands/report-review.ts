// A customer tells staff that a review should not be there. It stays until staff have looked.
import type { Deps } from "../../deps.ts";
import { insertReport, type Voter } from "../store/votes.ts";
import { vote } from "../vote.ts";

export async function reportReview(
  deps: Deps,
  { reason, ...voter }: Voter & { readonly reason: string },
): Promise<void> {
  await vote(deps, voter, (db) => insertReport(db, { ...voter, reason }));
}
