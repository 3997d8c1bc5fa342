// Clears away sign-ins, ceremonies and enrolments that nobody finished in time. They are refused anyway; this keeps the tables small.
import { runBatch } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { deleteExpiredCeremoniesQuery } from "../store/ceremonies.ts";
import { deleteExpiredTotpEnrolmentsQuery } from "../store/second-factors.ts";
import { deleteExpiredSignInChallengesQuery } from "../store/sign-in-challenges.ts";

export async function forgetWhatExpired(deps: Pick<Deps, "db" | "now">): Promise<void> {
  const at = deps.now();
  await runBatch(deps.db, [
    deleteExpiredCeremoniesQuery(at),
    deleteExpiredSignInChallengesQuery(at),
    deleteExpiredTotpEnrolmentsQuery(at),
  ]);
}
