// What an API call is answered that cannot be done: {"error":{code,message,fields?}}.
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { problemBody } from "../commands/execute-once.ts";

export type FieldProblem = { readonly field: string; readonly message: string };

/** Thrown by the API's routes and answered by their error handler. */
export class ApiProblem extends Error {
  readonly status: 400 | 401 | 404;
  readonly code: string;
  readonly fields: readonly FieldProblem[] | undefined;

  constructor(
    status: 400 | 401 | 404,
    code: string,
    description: { readonly message: string; readonly fields?: readonly FieldProblem[] },
  ) {
    super(description.message);
    this.status = status;
    this.code = code;
    this.fields = description.fields;
  }
}

export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  throw new ApiProblem(400, "invalid_request", {
    message: "The request has fields that cannot be used.",
    fields,
  });
}

export function notFound(what: string): ApiProblem {
  return new ApiProblem(404, "not_found", { message: `There is no such ${what}.` });
}

export function sendProblem(reply: FastifyReply, error: unknown, log: (line: string) => void): FastifyReply {
  reply.type("application/json");
  if (error instanceof ApiProblem) {
    const { status, code, message, fields } = error;
    return reply.code(status).send(problemBody({ code, message, ...(fields && { fields }) }));
  }
  const status = clientStatusOf(error);
  if (status !== undefined)
    return reply
      .code(status)
      .send(problemBody({ code: "invalid_request", message: "The request cannot be read." }));
  log(`A request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return reply
    .code(500)
    .send(problemBody({ code: "internal_error", message: "Something went wrong here; ask again." }));
}

// Fastify's own refusals (unreadable JSON, too large a body, another content type) carry their status.
function clientStatusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("statusCode" in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === "number" && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
