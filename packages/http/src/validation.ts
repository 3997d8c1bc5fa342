// Checks params, query and body against their schemas and reports every fault with a JSON Pointer.
import { Refusal, type FieldError } from "@souk/errors";
import type { z } from "zod";

const FIELDS_MAX = 50;

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** zod reports unknown fields together; a form wants to know them one by one. */
function fieldsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: "unknown_field",
      message: "is not known here",
    }));
  }
  return [{ pointer: pointerOf(issue.path), code: issue.code, message: issue.message }];
}

const codes = { params: "params_invalid", query: "query_invalid", body: "body_invalid" } as const;
const wholes = { params: "The path", query: "The query", body: "The body" } as const;

/** The parsed value; 400 with all faults otherwise. */
export function validate(part: keyof typeof codes, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const all = result.error.issues
    .flatMap(fieldsOf)
    .map((field) => [`${field.pointer} ${field.code}`, field] as const);
  const fields = [...new Map(all).values()].slice(0, FIELDS_MAX); // An integer out of range is reported by two checks.
  throw new Refusal("invalid", codes[part], `${wholes[part]} is not valid.`, { fields });
}

/** A repeated key would reach a coercing schema as a list: `Number(["1"])` is 1. */
export function refuseRepeatedKeys(query: unknown): void {
  const repeated = Object.entries(Object(query)).filter(([, value]) => Array.isArray(value));
  if (repeated.length === 0) return;
  const fields = repeated.map(([key]) => ({
    pointer: pointerOf([key]),
    code: "repeated",
    message: "must be given once",
  }));
  throw new Refusal("invalid", codes.query, `${wholes.query} is not valid.`, { fields });
}
