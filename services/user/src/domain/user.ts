// What a user is. No I/O; who may change what about whom is in access/domain/actor.ts.
import type { BuiltInRole, SavedAddress } from "@souk/contracts";

export type User = {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly addresses: readonly SavedAddress[];
  readonly emailVerifiedAt: Date | null;
  readonly active: boolean;
  readonly roles: readonly string[];
  /** Of the roles; what of them somebody has at this moment says `permittedNow`. */
  readonly permissions: readonly string[];
  readonly hasSecondFactor: boolean;
  /** They are staff of a shop whose staff need a second factor. */
  readonly staffNeedsSecondFactor: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type Role = Omit<BuiltInRole, "permissions"> & {
  readonly permissions: readonly string[];
  readonly builtIn: boolean;
};

export const CUSTOMER_ROLE = "customer";
export const ADMINISTRATOR_ROLE = "administrator";

/** An account with what only sign-in needs. */
export type Account = User & { readonly passwordHash: string | null };

/** Two spellings of one address are one account: compatibility forms folded (NFKC, Unicode Annex 15), case ignored. */
export function canonicalEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}
