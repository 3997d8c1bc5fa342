// Runs a command of the API once for each Idempotency-Key, for ever: the same key and body get the first answer, another body is refused.
// Commands do not wait for anything, so two requests with one key cannot run side by side.
import { createHash } from "node:crypto";
import type { Change, Problem } from "../domain/records.ts";
import type { Deps } from "../deps.ts";
import { recordChange } from "./record-change.ts";

export type Fault = "timeout" | "error";
export type Outcome =
  | {
      readonly status: 200 | 201;
      readonly body: unknown;
      readonly change: Change;
      readonly fault?: Fault | undefined;
    }
  | { readonly problem: Problem };

export type Execution = { readonly key: string | undefined; readonly path: string; readonly body: unknown };
export type Executed = {
  readonly status: number;
  readonly body: string;
  readonly replayed: boolean;
  readonly fault: Fault | undefined;
};

const conflict = 409;

export function executeOnce(deps: Deps, execution: Execution, run: () => Outcome): Executed {
  const { key } = execution;
  const fingerprint = key === undefined ? "" : fingerprintOf(execution);
  const earlier = key === undefined ? undefined : deps.ledger.findAnswer(key);
  if (earlier && earlier.fingerprint !== fingerprint) {
    const problem = {
      code: "idempotency_mismatch",
      message: "This Idempotency-Key came with another request before.",
    };
    return { status: conflict, body: problemBody(problem), replayed: false, fault: undefined };
  }
  if (earlier) return { status: earlier.status, body: earlier.body, replayed: true, fault: undefined };

  const outcome = run();
  const isRefused = "problem" in outcome;
  const status = isRefused ? conflict : outcome.status;
  const body = isRefused ? problemBody(outcome.problem) : JSON.stringify(outcome.body);
  const answer = key === undefined ? undefined : { key, fingerprint, status, body };
  if (!isRefused) recordChange(deps, outcome.change, answer);
  else if (answer) deps.ledger.append({ answer });
  return { status, body, replayed: false, fault: isRefused ? undefined : outcome.fault };
}

export function problemBody(
  problem: Problem & { readonly fields?: readonly { field: string; message: string }[] },
): string {
  return JSON.stringify({ error: problem });
}

// The order in which a client writes its fields says nothing.
function fingerprintOf({ path, body }: Execution): string {
  return createHash("sha256")
    .update(`${path}\n${JSON.stringify(sortFields(body)) ?? ""}`)
    .digest("hex");
}

function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sortFields(field)]));
}
