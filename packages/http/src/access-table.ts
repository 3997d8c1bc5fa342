// Routes × access as data: the table in docs/access.md and the authorisation proofs are made from it.
import { assertNever } from "@souk/errors";
import type { Access } from "./caller.ts";
import { urlOf } from "./mount.ts";
import type { IdempotencyPolicy, Method, Route } from "./route.ts";

export type AccessRow = {
  readonly method: Method;
  readonly path: string;
  /** "anyone", "signed in", "signed in; API keys with orders:read", "staff: orders:read" or "machine: <reason>". */
  readonly access: string;
  readonly ownership: string;
  readonly idempotency: IdempotencyPolicy;
  readonly cost: number;
  readonly summary: string;
};

function describeAccess(access: Access): string {
  switch (access.kind) {
    case "anyone":
      return "anyone";
    case "signed_in":
      return access.keyPermission === undefined
        ? "signed in"
        : `signed in; API keys with ${access.keyPermission}`;
    case "staff":
      return `staff: ${access.permission}`;
    case "machine":
      return `machine: ${access.reason}`;
    default:
      return assertNever(access);
  }
}

/** One row for each route, sorted by path and method. */
export function accessTable(
  routes: readonly Route[],
  { prefix }: { readonly prefix?: string } = {},
): readonly AccessRow[] {
  return routes
    .map((route) => ({
      method: route.method,
      path: urlOf(route, prefix),
      access: describeAccess(route.options.access),
      ownership: route.options.ownership,
      idempotency: route.idempotency,
      cost: route.cost,
      summary: route.options.summary,
    }))
    .toSorted((one, other) => one.path.localeCompare(other.path) || one.method.localeCompare(other.method));
}
