// The public face of @souk/http: how every service of Souk speaks HTTP.
import type { MigrationSource } from "@souk/db";

export { accessTable, type AccessRow } from "./access-table.ts";
export {
  Answer,
  json,
  noContent,
  preserialized,
  redirect,
  stream,
  type AnswerHeaders,
  type JsonOptions,
} from "./answers.ts";
export { findCaller } from "./authentication.ts";
export type { ExchangeCredential } from "./credential-exchange.ts";
export {
  anyone,
  assertAccess,
  machine,
  personOf,
  signedIn,
  staff,
  type Access,
  type Caller,
  type UserCaller,
} from "./caller.ts";
export { decodeCursor, encodeCursor, type CursorValues } from "./cursors.ts";
export { etagOf, requireIfMatch } from "./etag.ts";
export { healthRoutes, type HealthOptions } from "./health.ts";
export { createHttpApp, type HttpAppOptions } from "./http-app.ts";
export { deleteExpiredIdempotencyKeys, endIdempotencyLeases } from "./idempotency.ts";
export { API_PREFIX, mountRoutes, urlOf, type MountContext } from "./mount.ts";
export { openApiDocument, type OpenApiOptions } from "./openapi.ts";
export { PROBLEM_CONTENT_TYPE, problemOf, statusOfKind, type ProblemAnswer } from "./problems.ts";
export {
  route,
  type DeepReadonly,
  type HandlerInput,
  type HandlerResult,
  type Idempotency,
  type IdempotencyPolicy,
  type Method,
  type Route,
  type RouteOptions,
} from "./route.ts";
export {
  callerFromClaims,
  createTokenVerifier,
  type Claims,
  type TokenVerifier,
  type TokenVerifierOptions,
} from "./tokens.ts";
export { UploadedFile } from "./uploads.ts";

/** The table of idempotency keys, for every service's database. */
export const migrations: MigrationSource = {
  namespace: "http",
  directory: new URL("../migrations/", import.meta.url),
};
