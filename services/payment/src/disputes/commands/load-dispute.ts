// Reads a dispute that must exist.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { Dispute } from "../domain/dispute.ts";
import { findDispute } from "../store/disputes.ts";

export async function loadDispute(deps: Pick<Deps, "db">, disputeId: string): Promise<Dispute> {
  const dispute = await findDispute(deps.db, disputeId);
  if (dispute) return dispute;
  throw new Refusal("not_found", "dispute_not_found", "There is no such dispute.");
}
