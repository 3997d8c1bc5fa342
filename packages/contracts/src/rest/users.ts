// REST contract of accounts, sign-in and profiles.
import { z } from "zod";
import {
  AddressBody,
  booleanQuery,
  Email,
  Id,
  pageOf,
  pageQuery,
  requiredText,
  text,
  Timestamp,
} from "./common.ts";

export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 200;
export const ADDRESSES_MAX = 20;

export const NewPassword = z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX);
/** A password to check: one of former times may be shorter than what is asked for today. */
export const PasswordInput = z.string().min(1).max(PASSWORD_LENGTH_MAX);

export const RegisterBody = z.strictObject({
  email: Email,
  password: NewPassword,
  firstName: requiredText(100),
  lastName: requiredText(100),
});
export const LoginBody = z.strictObject({
  email: Email,
  password: PasswordInput,
});
export const RefreshBody = z.strictObject({ refreshToken: z.string().min(1).max(500) });
export const LogoutBody = z.strictObject({ refreshToken: z.string().min(1).max(500).optional() }).optional();

/** An address of a profile. At most one is what a checkout starts with, and one what an invoice does. */
export const SavedAddress = AddressBody.extend({
  defaultShipping: z.boolean().optional(),
  defaultBilling: z.boolean().optional(),
}).meta({ id: "SavedAddress" });
export type SavedAddress = z.infer<typeof SavedAddress>;
const hasOneDefaultOfEach = (addresses: readonly SavedAddress[]): boolean =>
  addresses.filter(({ defaultShipping }) => defaultShipping).length <= 1 &&
  addresses.filter(({ defaultBilling }) => defaultBilling).length <= 1;

export const User = z
  .object({
    id: Id,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    emailVerified: z.boolean(),
    active: z.boolean(),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    addresses: z.array(SavedAddress),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "User" });
export type User = z.infer<typeof User>;

export const Tokens = z
  .object({ accessToken: z.string(), expiresIn: z.int(), refreshToken: z.string() })
  .meta({ id: "Tokens" });
export const Session = Tokens.extend({ user: User }).meta({ id: "Session" });
export type Tokens = z.infer<typeof Tokens>;
export type Session = z.infer<typeof Session>;

export const UpdateProfileBody = z.strictObject({
  firstName: requiredText(100).optional(),
  lastName: requiredText(100).optional(),
  phone: text(40).nullable().optional(),
  addresses: z
    .array(SavedAddress)
    .max(ADDRESSES_MAX)
    .refine(hasOneDefaultOfEach, { error: "at most one address is the default of each kind" })
    .optional(),
});

export const UserListQuery = z.strictObject({
  ...pageQuery,
  q: text(200).optional(),
  role: text(60).optional(),
  active: booleanQuery.optional(),
  verified: booleanQuery.optional(),
});
export const UserPage = pageOf(User).meta({ id: "UserPage" });
export const AssignRolesBody = z.strictObject({ roles: z.array(z.string().max(60)).max(20) });
export const Role = z
  .object({
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()),
    builtIn: z.boolean(),
    /** What an edit's If-Match names: `"v<version>"`. */
    version: z.int(),
  })
  .meta({ id: "Role" });
export const RoleList = z.object({ items: z.array(Role) }).meta({ id: "RoleList" });
