// Who calls, and who may: the four policies a route can declare.
import type { Permission } from "@souk/contracts";
import { Refusal } from "@souk/errors";

/** A signed-in person, from a verified access token. */
export type UserCaller = {
  readonly kind: "user";
  readonly userId: string;
  readonly sessionId: string;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
};
/** Whoever sent the request. */
export type Caller = { readonly kind: "anonymous" } | UserCaller;

/** Who may call a route. `Who` is what its handler then gets as `caller`: behind `signedIn()` and `staff()` always a person. */
export type Access<Who extends Caller = Caller> =
  | { readonly kind: "anyone"; readonly who?: Who }
  | { readonly kind: "signed_in"; readonly who?: Who }
  | { readonly kind: "staff"; readonly permission: Permission; readonly who?: Who }
  | { readonly kind: "machine"; readonly reason: string; readonly who?: Who };

export const anonymous: Caller = Object.freeze({ kind: "anonymous" });

/** Everybody, signed in or not. A token that is sent must still be valid. */
export function anyone(): Access {
  return { kind: "anyone" };
}

/** Any signed-in person; what is theirs is the ownership rule's business. */
export function signedIn(): Access<UserCaller> {
  return { kind: "signed_in" };
}

/** A person who has the permission. */
export function staff(permission: Permission): Access<UserCaller> {
  return { kind: "staff", permission };
}

/** A program that proves itself in another way, such as a provider's signature; `reason` says how. */
export function machine(reason: string): Access {
  return { kind: "machine", reason };
}

/** The caller, let in; or a refusal: 401 for nobody, 403 for somebody else. */
export function assertAccess(access: Access, caller: Caller): Caller {
  if (access.kind === "anyone" || access.kind === "machine") return caller;
  if (caller.kind === "anonymous")
    throw new Refusal("unauthenticated", "sign_in_required", "Sign in to do this.");
  if (access.kind === "staff" && !caller.permissions.has(access.permission)) {
    throw new Refusal("forbidden", "permission_required", `This needs the permission ${access.permission}.`, {
      extra: { permission: access.permission },
    });
  }
  return caller;
}
