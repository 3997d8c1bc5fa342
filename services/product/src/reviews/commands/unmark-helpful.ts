// A customer takes back that a review has helped them.
import type { Deps } from "../../deps.ts";
import type { Review } from "../domain/review.ts";
import { deleteHelpfulVote, type Voter } from "../store/votes.ts";
import { vote } from "../vote.ts";

export async function unmarkHelpful(deps: Deps, voter: Voter): Promise<Review> {
  return vote(deps, voter, (db) => deleteHelpfulVote(db, voter));
}
