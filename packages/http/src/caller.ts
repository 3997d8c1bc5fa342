// Who calls, and who may: the four policies a route can declare.
import type { Permission } from "@souk/contracts";
import { Refusal } from "@souk/errors";

/** A person who is signed in, or a machine that acts for one by an API key; from a verified access token. */
export type UserCaller = {
  readonly kind: "user";
  readonly userId: string;
  /** An API key has no session: this is its own id then. */
  readonly sessionId: string;
  /** Set where a machine calls: `userId` made the key, `permissions` are the key's. */
  readonly apiKeyId: string | undefined;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
};
/** Whoever sent the request. */
export type Caller = { readonly kind: "anonymous" } | UserCaller;

/** Who may call a route. `Who` is what its handler then gets as `caller`: behind `signedIn()` and `staff()` always a person. */
export type Access<Who extends Caller = Caller> =
  | { readonly kind: "anyone"; readonly who?: Who }
  | { readonly kind: "signed_in"; readonly keyPermission?: Permission | undefined; readonly who?: Who }
  | { readonly kind: "staff"; readonly permission: Permission; readonly who?: Who }
  | { readonly kind: "machine"; readonly reason: string; readonly who?: Who };

export const anonymous: Caller = Object.freeze({ kind: "anonymous" });

/** Everybody, signed in or not. A credential that is sent must still be valid. */
export function anyone(): Access {
  return { kind: "anyone" };
}

/**
 * Any signed-in person; what is theirs is the ownership rule's business. An API key only where `orKeyWith` names the permission by
 * which staff see there what is not their own.
 */
export function signedIn({ orKeyWith }: { readonly orKeyWith?: Permission } = {}): Access<UserCaller> {
  return { kind: "signed_in", keyPermission: orKeyWith };
}

/** A person who has the permission, or an API key that has it. */
export function staff(permission: Permission): Access<UserCaller> {
  return { kind: "staff", permission };
}

/** A program that proves itself in another way, such as a provider's signature; `reason` says how. */
export function machine(reason: string): Access {
  return { kind: "machine", reason };
}

/** The person whose own things the caller may see and change. A machine is nobody there, whoever made its key: its scopes are all it has. */
export function personOf(caller: Caller): string | undefined {
  return caller.kind === "user" && caller.apiKeyId === undefined ? caller.userId : undefined;
}

/** The caller, let in; or a refusal: 401 for nobody, 403 for somebody else. */
export function assertAccess(access: Access, caller: Caller): Caller {
  if (access.kind === "anyone" || access.kind === "machine") return caller;
  if (caller.kind === "anonymous")
    throw new Refusal("unauthenticated", "sign_in_required", "Sign in to do this.");
  const needed = permissionNeeded(access, caller);
  if (needed !== undefined && !caller.permissions.has(needed)) {
    throw new Refusal("forbidden", "permission_required", `This needs the permission ${needed}.`, {
      extra: { permission: needed },
    });
  }
  return caller;
}

type Guarded = Extract<Access, { readonly kind: "signed_in" | "staff" }>;

/** Undefined where being signed in is enough. */
function permissionNeeded(access: Guarded, { apiKeyId }: UserCaller): Permission | undefined {
  if (access.kind === "staff") return access.permission;
  if (apiKeyId === undefined) return undefined;
  if (access.keyPermission !== undefined) return access.keyPermission;
  throw new Refusal(
    "forbidden",
    "api_key_not_allowed",
    "Only a signed-in person can do this, not an API key.",
  );
}
