// What a user is, and the rules about who may give which roles. No I/O.
import type { AddressBody, BuiltInRole } from "@souk/contracts";
import { Refusal } from "@souk/errors";

export type User = {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly addresses: readonly AddressBody[];
  readonly emailVerifiedAt: Date | null;
  readonly active: boolean;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type Role = Omit<BuiltInRole, "permissions"> & {
  readonly permissions: readonly string[];
  readonly builtIn: boolean;
};

export const CUSTOMER_ROLE = "customer";
export const ADMINISTRATOR_ROLE = "administrator";

/** Two spellings of one address are one account: compatibility forms folded (NFKC, Unicode Annex 15), case ignored. */
export function canonicalEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

export type RoleChange = {
  readonly actor: { readonly userId: string; readonly permissions: ReadonlySet<string> };
  readonly subject: User;
  readonly roles: readonly Role[];
  readonly isLastAdministrator: boolean;
};

/** Nobody changes their own roles, nobody gives or takes what they do not have, and one administrator always remains. */
export function requireMayChangeRoles({ actor, subject, roles, isLastAdministrator }: RoleChange): void {
  if (actor.userId === subject.id) {
    throw new Refusal("forbidden", "own_roles", "Nobody changes their own roles.");
  }
  const touched = new Set([...roles.flatMap(({ permissions }) => permissions), ...subject.permissions]);
  if ([...touched].some((permission) => !actor.permissions.has(permission))) {
    throw new Refusal("forbidden", "role_above_own", "Nobody gives or takes permissions they do not have.");
  }
  const staysAdministrator = roles.some(({ name }) => name === ADMINISTRATOR_ROLE);
  if (isLastAdministrator && !staysAdministrator) {
    throw new Refusal("conflict", "last_administrator", "The shop needs an administrator.");
  }
}
