// The OpenAPI 3.1 document of declared routes, made from the same schemas that check requests.
import { STATUS_CODES } from "node:http";
import { Problem } from "@souk/contracts";
import type { Access } from "./caller.ts";
import { API_PREFIX, urlOf } from "./mount.ts";
import { SchemaComponents, type JsonSchema } from "./openapi-schemas.ts";
import { PROBLEM_CONTENT_TYPE } from "./problems.ts";
import type { Method, Route } from "./route.ts";

export type OpenApiOptions = {
  readonly title: string;
  readonly version: string;
  readonly servers?: readonly string[];
  /** Default `/api/v1`. */
  readonly prefix?: string;
};

const BEARER = "bearerAuth";
const API_KEY = "apiKey";
const wordsOfMethods: Readonly<Record<Method, string>> = {
  GET: "get",
  POST: "post",
  PUT: "put",
  PATCH: "patch",
  DELETE: "delete",
};
const OK = 200;
const NO_CONTENT = 204;
const SERVER_FAULT = 500;

const openApiPath = (url: string): string => url.replaceAll(/:(\w+)/g, "{$1}");

/** Stable and speaking: `GET /carts/:id/lines` → `getCartsIdLines`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return wordsOfMethods[method] + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
};

function parametersIn(place: "path" | "query", schema: JsonSchema): Parameter[] {
  const required: unknown = schema.required;
  const isRequired = (name: string) =>
    place === "path" || (Array.isArray(required) && required.includes(name));
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: isRequired(name),
    schema: property,
  }));
}

function headerParameters({ idempotency, method }: Route): Parameter[] {
  const parameters: Parameter[] = [];
  if (idempotency !== "none") {
    parameters.push({
      name: "Idempotency-Key",
      in: "header",
      required: idempotency === "required",
      schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
      description: "A new value for each new request; the same value in each retry of it.",
    });
  }
  if (method === "PUT" || method === "PATCH") {
    parameters.push({
      name: "If-Match",
      in: "header",
      required: false,
      schema: { type: "string" },
      description: "The ETag of the version that is edited; staff must send it.",
    });
  }
  if (method === "GET") {
    parameters.push({
      name: "If-None-Match",
      in: "header",
      required: false,
      schema: { type: "string" },
      description: "The ETag of the version that the caller has.",
    });
  }
  return parameters;
}

function parametersOf(route: Route, schemas: SchemaComponents): Parameter[] {
  const { params, query } = route.options;
  return [
    ...(params === undefined ? [] : parametersIn("path", schemas.add(params, "input"))),
    ...(query === undefined ? [] : parametersIn("query", schemas.add(query, "input"))),
    ...headerParameters(route),
  ];
}

/** The failures that the route's declaration makes possible; a handler may add conflicts of its own. */
function problemStatuses({ method, path, options, idempotency }: Route): number[] {
  const hasInput =
    options.params !== undefined ||
    options.query !== undefined ||
    options.body !== undefined ||
    idempotency !== "none";
  const { kind } = options.access;
  return [
    ...(hasInput ? [400] : []),
    ...(kind === "machine" ? [] : [401]),
    ...(kind === "staff" || kind === "signed_in" ? [403] : []),
    ...(path.includes("/:") ? [404] : []),
    ...(method === "GET" ? [] : [409]),
    ...(method === "PUT" || method === "PATCH" ? [412, 428] : []),
    ...(options.body === undefined ? [] : [413, 415]),
    ...(method === "GET" ? [] : [422]),
    429,
    SERVER_FAULT,
    503,
  ];
}

function responsesOf(route: Route, schemas: SchemaComponents): JsonSchema {
  const { response, status = OK } = route.options;
  const content =
    response === undefined || status === NO_CONTENT
      ? undefined
      : { "application/json": { schema: schemas.add(response, "output") } };
  const headers =
    route.method === "GET" && content !== undefined ? { ETag: { schema: { type: "string" } } } : undefined;
  const success = {
    description: STATUS_CODES[status],
    ...(headers && { headers }),
    ...(content && { content }),
  };
  const notModified = headers && { 304: { description: "The caller has this version." } };
  const problem = { $ref: "#/components/responses/Problem" };
  return {
    [status]: success,
    ...notModified,
    ...Object.fromEntries(problemStatuses(route).map((failure) => [failure, problem])),
  };
}

function requestBodyOf({ options }: Route, schemas: SchemaComponents): JsonSchema | undefined {
  if (options.rawBody === true || options.rawBody === "file")
    return { required: true, content: { "*/*": { schema: { type: "string", format: "binary" } } } };
  if (options.body === undefined) return undefined;
  const isOptional = options.body.safeParse(undefined).success;
  return {
    required: !isOptional,
    content: { "application/json": { schema: schemas.add(options.body, "input") } },
  };
}

/** Any one of them is enough; the empty one is nobody. */
function securityOf(access: Access): readonly JsonSchema[] {
  const person = { [BEARER]: [] };
  if (access.kind === "signed_in" && access.keyPermission === undefined) return [person];
  return [...(access.kind === "anyone" ? [{}] : []), person, { [API_KEY]: [] }];
}

function operationOf(route: Route, schemas: SchemaComponents): JsonSchema {
  const { summary, tags = [], access, ownership } = route.options;
  const parameters = parametersOf(route, schemas);
  const requestBody = requestBodyOf(route, schemas);
  const permission = access.kind === "staff" ? `Needs the permission ${access.permission}. ` : "";
  return {
    operationId: operationId(route),
    summary,
    description: `${permission}Ownership: ${ownership}.`,
    ...(tags.length > 0 && { tags }),
    ...(access.kind !== "machine" && { security: securityOf(access) }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responsesOf(route, schemas),
  };
}

/** The document of all routes that are not hidden, ready for JSON. */
export function openApiDocument(routes: readonly Route[], options: OpenApiOptions): Record<string, unknown> {
  const { title, version, servers = ["/"], prefix = API_PREFIX } = options;
  const schemas = new SchemaComponents();
  const problem = schemas.add(Problem, "output");
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    if (route.options.hidden === true) continue;
    const operations = (paths[openApiPath(urlOf(route, prefix))] ??= {});
    operations[wordsOfMethods[route.method]] = operationOf(route, schemas);
  }
  return {
    openapi: "3.1.0",
    info: { title, version },
    servers: servers.map((url) => ({ url })),
    paths,
    components: {
      schemas: schemas.all(),
      responses: {
        Problem: {
          description: "What went wrong (RFC 9457); match on `code`",
          content: { [PROBLEM_CONTENT_TYPE]: { schema: problem } },
        },
      },
      securitySchemes: {
        [BEARER]: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description:
            "The access token of a session, or a token of an outside issuer that the shop accepts.",
        },
        [API_KEY]: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "souk_…",
          description: "An API key for machines, sent in the same header; it may do what its scopes say.",
        },
      },
    },
  };
}
