// Fields that nobody may set by sending them, put into the body of every route that writes: refused by name, and nothing changed.
import { changedTables, comeToRest, takeDigest } from "./digest.ts";
import { type Findings, Notes } from "./findings.ts";
import type { People } from "./people.ts";
import { nameOf, send, type Target, validBody } from "./request.ts";
import { schemaOf } from "./sample.ts";
import type { Stage } from "./stage.ts";

/** As JSON text, since an object literal cannot have a key `__proto__`. */
const injected: readonly (readonly [name: string, json: string])[] = [
  ["role", '"administrator"'],
  ["roles", '["administrator"]'],
  ["isAdmin", "true"],
  ["isActive", "true"],
  ["permissions", '["staff:write"]'],
  ["emailVerified", "true"],
  ["userId", '"00000000-0000-7000-8000-000000000000"'],
  ["price", "1"],
  ["__proto__", '{"roles":["administrator"]}'],
  ["constructor", '{"prototype":{"roles":["administrator"]}}'],
];
const BAD_REQUEST = 400;

export async function proveMassAssignment(stage: Stage, people: People): Promise<Findings> {
  const notes = new Notes();
  await comeToRest(stage);
  const before = await takeDigest(stage);
  const authorization = `Bearer ${people.administrator.token}`;
  const tried = new Set<string>();
  const withoutSample: string[] = [];
  for (const target of stage.targets) {
    const { body: schema, access } = { body: target.route.options.body, access: target.route.options.access };
    if (schema === undefined || access.kind === "machine") continue;
    const sample = validBody(target.route);
    if (sample === undefined) withoutSample.push(nameOf(target.route));
    const known = fieldsOf(target);
    for (const [name, json] of injected.filter(([field]) => !known.has(field))) {
      const body = withField(sample ?? {}, name, json);
      const { status, code, pointers } = await send(target, { authorization, body });
      const isNamed = code === "body_not_json" || pointers.includes(`/${name} unknown_field`);
      // Where no valid body is known, another fault of it may be told first.
      const isRefused = status === BAD_REQUEST && (isNamed || sample === undefined);
      notes.check(
        isRefused,
        () => `${nameOf(target.route)} with ${name}: ${status} ${code} ${pointers.join(", ")}`,
      );
      tried.add(nameOf(target.route));
    }
  }
  for (const table of changedTables(before, await takeDigest(stage)))
    notes.fault(`${table} was changed by a field that nobody may set`);
  return notes.findings("mass assignment", [
    `${tried.size} routes that write, ${notes.cases} bodies with a field too many`,
    ...(withoutSample.length > 0 ? [`no valid body is known for ${withoutSample.join(", ")}`] : []),
  ]);
}

/** Fields that the route itself takes. */
function fieldsOf({ route }: Target): ReadonlySet<string> {
  const schema = route.options.body && schemaOf(route.options.body);
  const branches = [schema, ...(schema?.anyOf ?? []), ...(schema?.oneOf ?? [])];
  return new Set(
    branches.flatMap((branch) =>
      typeof branch === "object" && branch !== null && "properties" in branch
        ? Object.keys(Object(branch.properties))
        : [],
    ),
  );
}

function withField(sample: unknown, name: string, json: string): string {
  const text = JSON.stringify(sample);
  const rest = text.slice(1) === "}" ? "}" : `,${text.slice(1)}`;
  return `{${JSON.stringify(name)}:${json}${rest}`;
}
