// REST contract of who may do what: the shop's own roles, staff and customers, keys for machines.
import { z } from "zod";
import { permissions } from "../permissions.ts";
import { Email, Id, pageOf, pageQuery, requiredText, text, Timestamp } from "./common.ts";

const RoleName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,59}$/, { error: "must be small letters, digits and underscores" });
const PermissionList = z.array(z.enum(permissions)).max(permissions.length);

export const RoleParams = z.strictObject({ name: RoleName });
export const CreateRoleBody = z.strictObject({
  name: RoleName,
  description: text(300).default(""),
  permissions: PermissionList,
});
export const UpdateRoleBody = z.strictObject({ description: text(300), permissions: PermissionList });

export const SetActiveBody = z.strictObject({ active: z.boolean() });
export const InviteStaffBody = z.strictObject({
  email: Email,
  firstName: requiredText(100),
  lastName: requiredText(100),
  roles: z.array(z.string().max(60)).min(1).max(20),
});

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    /** How the key begins; enough to tell keys apart, not enough to use one. */
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdBy: Id,
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable(),
    revokedAt: Timestamp.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyListQuery = z.strictObject(pageQuery);
export const ApiKeyPage = pageOf(ApiKey).meta({ id: "ApiKeyPage" });
export const CreateApiKeyBody = z.strictObject({
  name: requiredText(100),
  scopes: PermissionList.min(1),
  expiresAt: Timestamp.optional(),
});
/** `key` is shown this once; the shop keeps its hash only. */
export const NewApiKey = ApiKey.extend({ key: z.string() }).meta({ id: "NewApiKey" });
export type NewApiKey = z.infer<typeof NewApiKey>;
