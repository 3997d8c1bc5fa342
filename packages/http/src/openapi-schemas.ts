// zod schemas as the components of an OpenAPI document: one entry for each schema that has an id.
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;
/** What a caller sends differs from what it gets: defaults make fields optional, transformations change types. */
export type Direction = "input" | "output";

const DEFINITION = "#/$defs/";
const COMPONENT = "#/components/schemas/";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** zod's own notes, which have no place in the document. */
const notes = new Set(["$schema", "$defs", "id"]);

type Rename = (name: string) => string;

function toSchema(value: unknown, rename: Rename): JsonSchema {
  if (!isRecord(value)) return {};
  const kept = Object.entries(value).filter(([name]) => !notes.has(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, toKeyword(name, item, rename)]));
}

function toKeyword(name: string, value: unknown, rename: Rename): unknown {
  if (name === "$ref" && typeof value === "string") return COMPONENT + rename(value.slice(DEFINITION.length));
  // Here the names are those of fields: one may well be called "id".
  if (name === "properties" && isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([field, schema]) => [field, toSchema(schema, rename)]),
    );
  if (Array.isArray(value)) return value.map((item) => (isRecord(item) ? toSchema(item, rename) : item));
  return isRecord(value) && name !== "default" && name !== "const" ? toSchema(value, rename) : value;
}

export class SchemaComponents {
  readonly #schemas = new Map<string, JsonSchema>();

  /** The schema as it stands in the document: a reference where it has an id. */
  add(schema: z.ZodType, direction: Direction): JsonSchema {
    // Wrapped, so that a schema with an id of its own becomes a definition like any other.
    const made = z.toJSONSchema(z.object({ it: schema }), {
      io: direction,
      unrepresentable: "any",
      reused: "inline",
    });
    const definitions = isRecord(made.$defs) ? made.$defs : {};
    const names = this.#namesFor(definitions, direction);
    const rename: Rename = (name) => names.get(name) ?? name;
    for (const [name, definition] of Object.entries(definitions))
      this.#schemas.set(rename(name), toSchema(definition, rename));
    return toSchema(made.properties?.it, rename);
  }

  /** All named schemas, by name. */
  all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#schemas].toSorted(([one], [other]) => one.localeCompare(other)));
  }

  /** A name that already stands for the other direction's form gets a second one. */
  #namesFor(
    definitions: Readonly<Record<string, unknown>>,
    direction: Direction,
  ): ReadonlyMap<string, string> {
    return new Map(
      Object.entries(definitions).map(([name, definition]) => {
        const known = this.#schemas.get(name);
        const isSame =
          known === undefined ||
          JSON.stringify(known) === JSON.stringify(toSchema(definition, (other) => other));
        return [name, isSame ? name : `${name}${direction === "input" ? "Input" : "Output"}`];
      }),
    );
  }
}
