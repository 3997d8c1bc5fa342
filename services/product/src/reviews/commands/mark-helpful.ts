// A customer says that a review has helped them; said again it changes nothing.
import type { Deps } from "../../deps.ts";
import type { Review } from "../domain/review.ts";
import { insertHelpfulVote, type Voter } from "../store/votes.ts";
import { vote } from "../vote.ts";

export async function markHelpful(deps: Deps, voter: Voter): Promise<Review> {
  return vote(deps, voter, (db) => insertHelpfulVote(db, voter));
}
