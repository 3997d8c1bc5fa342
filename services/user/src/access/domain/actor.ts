// Who changes what others may do, and the rules that keep them from going beyond what they may do themselves. No I/O.
import type { Permission } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { ADMINISTRATOR_ROLE, type Role, type User } from "../../domain/user.ts";

export type Actor = { readonly userId: string; readonly permissions: ReadonlySet<string> };

export function requirePermission({ permissions }: Actor, permission: Permission): void {
  if (permissions.has(permission)) return;
  throw new Refusal("forbidden", "permission_required", `This needs the permission ${permission}.`, {
    extra: { permission },
  });
}

/** Nobody gives or takes what they do not have. Whoever edits a role they hold therefore gains nothing by it. */
export function requireWithinOwn({ permissions }: Actor, touched: Iterable<string>): void {
  if ([...touched].every((permission) => permissions.has(permission))) return;
  throw new Refusal("forbidden", "role_above_own", "Nobody gives or takes permissions they do not have.");
}

export type RoleChange = {
  readonly actor: Actor;
  readonly subject: User;
  readonly roles: readonly Role[];
};

/** Nobody changes their own roles, and nobody gives or takes what they do not have. */
export function requireMayChangeRoles({ actor, subject, roles }: RoleChange): void {
  if (actor.userId === subject.id)
    throw new Refusal("forbidden", "own_roles", "Nobody changes their own roles.");
  requireWithinOwn(actor, [...roles.flatMap(({ permissions }) => permissions), ...subject.permissions]);
}

/** Whose account may be closed or signed out: a customer's by those who manage customers, staff's by those who manage staff and may do as much. */
export function requireMayManage(actor: Actor, subject: User): void {
  if (actor.userId === subject.id)
    throw new Refusal("forbidden", "own_account", "Nobody does this to their own account.");
  if (subject.permissions.length === 0) return;
  requirePermission(actor, "staff:write");
  requireWithinOwn(actor, subject.permissions);
}

export function isActiveAdministrator({ active, roles }: Pick<User, "active" | "roles">): boolean {
  return active && roles.includes(ADMINISTRATOR_ROLE);
}

export function lastAdministrator(): Refusal {
  return new Refusal("conflict", "last_administrator", "The shop needs an administrator.");
}

export function requireOwnRole(role: Role): void {
  if (role.builtIn)
    throw new Refusal(
      "conflict",
      "role_built_in",
      `The role ${role.name} comes with Souk and stays as it is.`,
    );
}
