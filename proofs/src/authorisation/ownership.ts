// What is somebody's own, asked for by everybody else: by its id in the path, in the query and in the body. Refused, and nothing changed.
import { changedTables, comeToRest, takeDigest } from "./digest.ts";
import { type Findings, Notes } from "./findings.ts";
import { type Estate, gatherEstate, meantForOthers, publicPaths } from "./estate.ts";
import type { People } from "./people.ts";
import { nameOf, paramNamesOf, send, type Sent, type Target, validBody } from "./request.ts";
import { schemaOf } from "./sample.ts";
import type { Stage } from "./stage.ts";

const refusedStatuses: ReadonlySet<number> = new Set([401, 403, 404]);
const OK = 200;

/** How an owner's things are named in a request; undefined where it names none. */
type Naming = Pick<Sent, "params" | "query" | "body">;

export async function proveOwnership(stage: Stage, people: People): Promise<Findings> {
  const notes = new Notes();
  const estate = await gatherEstate(stage, people);
  await comeToRest(stage);
  const before = await takeDigest(stage);
  const asked = new Set<string>();
  for (const target of stage.targets.filter(isForPeople)) {
    const name = nameOf(target.route);
    const naming = namingOf(target, estate, notes);
    if (naming === undefined) continue;
    asked.add(name);
    for (const stranger of estate.strangers) {
      const { status, code } = await send(target, { ...naming, authorization: stranger.authorization });
      const isRefused = refusedStatuses.has(status);
      notes.check(isRefused, () => `${name} of another as ${stranger.name}: ${status} ${code}`);
    }
    if (target.route.method !== "GET") continue;
    const own = await send(target, { ...naming, authorization: `Bearer ${estate.owner.token}` });
    notes.check(own.status === OK, () => `${name} as the owner: ${own.status} ${own.code}`);
  }
  for (const table of changedTables(before, await takeDigest(stage)))
    notes.fault(`${table} was changed by a stranger`);
  return notes.findings("ownership", [
    `${asked.size} routes to what is somebody's own, ${estate.strangers.length} strangers, ${notes.cases} calls`,
  ]);
}

/** Staff's routes need a permission, which the matrix shows. */
function isForPeople({ route }: Target): boolean {
  const { kind } = route.options.access;
  if (meantForOthers.has(`${route.method} ${route.path}`)) return false;
  return kind === "anyone" || kind === "signed_in";
}

function namingOf(target: Target, estate: Estate, notes: Notes): Naming | undefined {
  const { route } = target;
  const ids = estate.pathIds.get(prefixOf(route.path));
  const query = route.options.query && named(schemaOf(route.options.query).properties, estate.fields);
  const inBody = route.options.body && named(schemaOf(route.options.body).properties, estate.fields);
  const carries = ids ?? query ?? inBody;
  if (carries === undefined) {
    if (isOwned(target))
      notes.fault(`${nameOf(route)} has no row: no object of somebody's own is known for it`);
    return undefined;
  }
  const body = validBody(route, estate.fields);
  if (route.options.body !== undefined && body === undefined)
    notes.fault(`${nameOf(route)} has no row: no valid body is known for it`);
  return { ...(ids && { params: ids }), ...(query && { query }), body };
}

/** Below this everything belongs to whoever owns the first id. */
function prefixOf(path: string): string {
  return path.slice(0, path.indexOf("/:"));
}

/** What a route for signed-in people names by an id is theirs, and so is what a declaration calls somebody's own. */
function isOwned({ route }: Target): boolean {
  const { access, ownership } = route.options;
  if (publicPaths.has(prefixOf(route.path))) return false;
  const hasId = paramNamesOf(route).some((name) => name === "id" || name.endsWith("Id"));
  return hasId && (access.kind === "signed_in" || /\bown\b|\balone\b/.test(ownership));
}

type Fields = Readonly<Record<string, string>>;

function named(
  properties: Readonly<Record<string, unknown>> | undefined,
  fields: Fields,
): Fields | undefined {
  const found = Object.entries(fields).filter(([name]) => name in (properties ?? {}));
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
