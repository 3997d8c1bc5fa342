// Reads a finding that must exist.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { Finding } from "../domain/finding.ts";
import { findFinding } from "../store/findings.ts";

export async function loadFinding(deps: Pick<Deps, "db">, findingId: string): Promise<Finding> {
  const finding = await findFinding(deps.db, findingId);
  if (finding) return finding;
  throw new Refusal("not_found", "finding_not_found", "There is no such finding.");
}
