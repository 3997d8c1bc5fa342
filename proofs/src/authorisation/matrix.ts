// Every route, called for real by everybody; what must come of it follows from the route's declaration alone.
import { type Findings, Notes } from "./findings.ts";
import type { Caller, People } from "./people.ts";
import { type Answer, nameOf, send, type Target } from "./request.ts";
import type { Stage } from "./stage.ts";

/** What the door says. Whatever a route itself answers to somebody who was let in is "in", however unfriendly. */
export type Verdict = "in" | "unknown" | "forbidden" | "broken";

const SERVER_FAULT = 500;
const unknownCodes: ReadonlySet<string> = new Set(["sign_in_required", "token_invalid", "token_expired"]);
const forbiddenCodes: ReadonlySet<string> = new Set(["permission_required", "api_key_not_allowed"]);

export async function proveMatrix(stage: Stage, people: People): Promise<Findings> {
  const notes = new Notes();
  const seen = new Set<string>();
  for (const target of stage.targets) {
    for (const caller of callersFor(target, people)) {
      const expected = expectedVerdict(target, caller);
      const answer = await send(target, { authorization: caller.authorization });
      const verdict = verdictOf(answer);
      notes.check(
        verdict === expected,
        () =>
          `${nameOf(target.route)} as ${caller.name}: expected ${expected}, got ${answer.status} ${answer.code}`,
      );
      seen.add(nameOf(target.route));
    }
  }
  for (const { route } of stage.targets)
    if (!seen.has(nameOf(route))) notes.fault(`${nameOf(route)} has no row`);
  const figure = `${seen.size} routes of ${stage.serviceNames.length} services, ${notes.cases} calls by ${people.callers.length} kinds of callers and keys for each permission`;
  return notes.findings("who may call", [figure]);
}

function callersFor({ route }: Target, { callers, keysFor }: People): readonly Caller[] {
  const { access } = route.options;
  const needed = access.kind === "staff" ? access.permission : undefined;
  const permission = access.kind === "signed_in" ? access.keyPermission : needed;
  return permission === undefined ? callers : [...callers, ...(keysFor.get(permission) ?? [])];
}

export function expectedVerdict({ route }: Pick<Target, "route">, caller: Caller): Verdict {
  const { access } = route.options;
  if (access.kind === "machine") return "in"; // `Authorization` is the provider's there, and proves nothing.
  if (caller.kind === "refused") return "unknown";
  if (access.kind === "anyone") return "in";
  if (caller.kind === "nobody") return "unknown";
  if (access.kind === "signed_in" && caller.kind !== "api_key") return "in";
  const needed = access.kind === "staff" ? access.permission : access.keyPermission;
  return needed !== undefined && caller.permissions.has(needed) ? "in" : "forbidden";
}

export function verdictOf({ status, code }: Pick<Answer, "status" | "code">): Verdict {
  if (status >= SERVER_FAULT) return "broken";
  if (status === 401 && unknownCodes.has(code)) return "unknown";
  if (status === 403 && forbiddenCodes.has(code)) return "forbidden";
  return "in";
}
