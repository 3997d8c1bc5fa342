// Who may do what: roles, staff, keys for machines, the rule about second factors. For the back office.
import type {
  ApiKey,
  ApiKeyPage,
  NewApiKey,
  Role,
  RoleList,
  SignInPolicy,
  User,
  UserPage,
} from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller } from "./caller.ts";
import type {
  CreateApiKey,
  CreateRole,
  InviteStaff,
  PageFilter,
  UpdateRole,
  UserFilter,
} from "./requests.ts";
import type { CallOptions } from "./transport.ts";

const userPath = (id: string): string => `/users/${segment(id)}`;
const rolePath = (name: string): string => `/roles/${segment(name)}`;

export const accessCalls = (call: Caller) => ({
  ...peopleCalls(call),
  roles: (options?: CallOptions) =>
    call<z.infer<typeof RoleList>>({ method: "GET", path: "/roles", options }),
  role: (name: string, options?: CallOptions) =>
    call<z.infer<typeof Role>>({ method: "GET", path: rolePath(name), options }),
  createRole: (body: CreateRole, options?: CallOptions) =>
    call<z.infer<typeof Role>>({ method: "POST", path: "/roles", body, options }),
  updateRole: ({ name, ...body }: UpdateRole & { name: string }, options?: CallOptions) =>
    call<z.infer<typeof Role>>({ method: "PUT", path: rolePath(name), body, options }),
  removeRole: (name: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: rolePath(name), options }),
  apiKeys: (query: PageFilter = {}, options?: CallOptions) =>
    call<z.infer<typeof ApiKeyPage>>({ method: "GET", path: "/api-keys", query, options }),
  createApiKey: (body: CreateApiKey, options?: CallOptions) =>
    call<NewApiKey>({ method: "POST", path: "/api-keys", body, options }),
  revokeApiKey: (id: string, options?: CallOptions) =>
    call<ApiKey | null>({ method: "DELETE", path: `/api-keys/${segment(id)}`, options }),
  signInPolicy: (options?: CallOptions) =>
    call<SignInPolicy>({ method: "GET", path: "/users/sign-in-policy", options }),
  updateSignInPolicy: (body: Pick<SignInPolicy, "staffSecondFactor">, options?: CallOptions) =>
    call<SignInPolicy>({ method: "PUT", path: "/users/sign-in-policy", body, options }),
});

const peopleCalls = (call: Caller) => ({
  users: (query: UserFilter = {}, options?: CallOptions) =>
    call<z.infer<typeof UserPage>>({ method: "GET", path: "/users", query, options }),
  user: (id: string, options?: CallOptions) => call<User>({ method: "GET", path: userPath(id), options }),
  inviteStaff: (body: InviteStaff, options?: CallOptions) =>
    call<User>({ method: "POST", path: "/users", body, options }),
  repeatInvitation: (id: string, options?: CallOptions) =>
    call<object>({ method: "POST", path: `${userPath(id)}/invitation`, options }),
  assignRoles: ({ id, roles }: { id: string; roles: string[] }, options?: CallOptions) =>
    call<User>({ method: "PUT", path: `${userPath(id)}/roles`, body: { roles }, options }),
  setActive: ({ id, active }: { id: string; active: boolean }, options?: CallOptions) =>
    call<User>({ method: "PUT", path: `${userPath(id)}/active`, body: { active }, options }),
  endSessionsOf: (id: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `${userPath(id)}/sessions`, options }),
  removeSecondFactorOf: (id: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `${userPath(id)}/second-factor`, options }),
});
