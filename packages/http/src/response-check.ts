// Compares answers with the documented schema; on in tests, so that the OpenAPI document cannot drift from what is sent.
import { Answer } from "./answers.ts";
import type { Route } from "./route.ts";

const CLIENT_FAULT = 400;

function dataOf(result: unknown): unknown {
  if (!(result instanceof Answer)) return result;
  if (result.status !== undefined && result.status >= CLIENT_FAULT) return undefined;
  if (result.content.kind === "json") return result.content.data;
  return result.content.kind === "document" ? JSON.parse(result.content.body.toString()) : undefined;
}

/** Throws where the JSON of a successful answer is not what the route's `response` says. */
export function assertDocumented({ method, path, options }: Route, result: unknown): void {
  const data = dataOf(result);
  if (options.response === undefined || data === undefined) return;
  const checked = options.response.safeParse(JSON.parse(JSON.stringify(data)));
  if (checked.success) return;
  const faults = checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(
    `The answer of ${method} ${path} is not what its response schema says: ${faults.join("; ")}`,
  );
}
