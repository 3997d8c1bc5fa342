// The one place where a job's data gets its type back: it was written by `enqueue` with this definition.
import type { JobDefinition } from "../definition.ts";

export function dataOf<Data>(_definition: JobDefinition<Data>, data: unknown): Data {
  return data as Data;
}
