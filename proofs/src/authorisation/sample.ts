// A value that a schema takes, made from its JSON Schema: the smallest that has every field that must be there, and those that are named.
import { randomUUID } from "node:crypto";
import { z } from "zod";

/** Values by the name of a field, wherever it occurs. */
type Names = Readonly<Record<string, unknown>>;

const JsonSchema = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  $ref: z.string().optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minItems: z.number().optional(),
  items: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
type Schema = z.infer<typeof JsonSchema>;

const DEPTH_MAX = 8;
const YEAR_MS = 365 * 86_400_000;

const textsOfFormats: Readonly<Record<string, () => string>> = {
  uuid: () => randomUUID(),
  email: () => "proofs@souk.example",
  uri: () => "https://souk.example/",
  "date-time": () => new Date(Date.now() + YEAR_MS).toISOString(),
  date: () => "2026-01-01",
};
const candidates: readonly string[] = [
  "example",
  "EUR",
  "DE",
  "example.com",
  "2026-01-01",
  "#aabbcc",
  "EXAMPLE-1",
  "en",
  "123456",
  "/example",
];

export function schemaOf(schema: z.ZodType): Schema {
  return JsonSchema.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
}

/** Whether it is taken is the caller's to check: rules that a JSON Schema cannot say are not known here. */
export function sampleOf(schema: z.ZodType, names: Names): unknown {
  const whole = schemaOf(schema);
  return sample(whole, { names, definitions: whole.$defs ?? {}, depth: 0 });
}

type Place = {
  readonly names: Names;
  readonly definitions: Readonly<Record<string, unknown>>;
  readonly depth: number;
};

function sample(given: unknown, place: Place): unknown {
  const schema = resolve(given, place);
  if (place.depth > DEPTH_MAX) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return sample(first, place);
  switch (schema.type) {
    case "object":
      return sampleObject(schema, place);
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items, deeper(place)));
    case "string":
      return sampleText(schema);
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 0, (schema.exclusiveMinimum ?? 0) + 1);
    case "boolean":
      return true;
    default:
      return null;
  }
}

function resolve(given: unknown, { definitions }: Place): Schema {
  const schema = JsonSchema.parse(given ?? {});
  if (schema.$ref !== undefined)
    return JsonSchema.parse(definitions[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  const [only] = schema.allOf ?? [];
  return only === undefined ? schema : { ...resolve(only, { definitions, names: {}, depth: 0 }), ...schema };
}

function sampleObject({ properties = {}, required = [] }: Schema, place: Place): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (name in place.names) made[name] = place.names[name];
    else if (required.includes(name)) made[name] = sample(property, deeper(place));
  }
  return made;
}

function sampleText({ format, pattern, minLength = 1 }: Schema): string {
  const ofFormat = textsOfFormats[format ?? ""];
  if (ofFormat) return ofFormat();
  const long = "example".padEnd(minLength, "x");
  if (pattern === undefined) return long;
  const wanted = new RegExp(pattern, "u");
  return [long, ...candidates].find((text) => wanted.test(text)) ?? long;
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}
