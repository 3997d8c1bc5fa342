// REST of the user service.
import {
  AssignRolesBody,
  IdParams,
  LoginBody,
  LogoutBody,
  RefreshBody,
  RegisterBody,
  RoleList,
  Session,
  Tokens,
  UpdateProfileBody,
  User,
  UserListQuery,
  UserPage,
} from "@souk/contracts";
import {
  anyone,
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  noContent,
  requireIfMatch,
  route,
  type Route,
  signedIn,
  staff,
} from "@souk/http";
import { z } from "zod";
import { assignRoles } from "./commands/assign-roles.ts";
import { loadUser } from "./commands/load-user.ts";
import { login } from "./commands/login.ts";
import { logout } from "./commands/logout.ts";
import { refresh } from "./commands/refresh.ts";
import { register } from "./commands/register.ts";
import { updateProfile } from "./commands/update-profile.ts";
import type { Deps } from "./deps.ts";
import type { User as UserState } from "./domain/user.ts";
import { listRoles, listUsers } from "./store/users.ts";
import { toSessionView, toUserView } from "./views.ts";

const SIGN_IN_COST = 10;
const noCache = { "cache-control": "no-store" };
const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);

export function routes(deps: Deps): readonly Route[] {
  return [...signInRoutes(deps), ...profileRoutes(deps), ...staffRoutes(deps)];
}

function signInRoutes(deps: Deps): readonly Route[] {
  const common = {
    tags: ["users"],
    access: anyone(),
    ownership: "none",
    cost: SIGN_IN_COST,
    idempotency: "none",
  } as const;
  return [
    route(
      "POST /users/register",
      { ...common, summary: "Open an account", body: RegisterBody, response: Session, status: 201 },
      async ({ body }) => {
        const made = await register(deps, { userId: deps.newId(), ...body });
        return json(toSessionView(made), { status: 201, headers: noCache });
      },
    ),
    route(
      "POST /users/login",
      { ...common, summary: "Sign in", body: LoginBody, response: Session },
      async ({ body }) => json(toSessionView(await login(deps, body)), { headers: noCache }),
    ),
    route(
      "POST /users/refresh",
      { ...common, summary: "Exchange a refresh token", body: RefreshBody, response: Tokens },
      async ({ body }) => json(await refresh(deps, body.refreshToken), { headers: noCache }),
    ),
    route(
      "POST /users/logout",
      { ...common, summary: "Sign out", body: LogoutBody, status: 204 },
      async ({ body, caller }) => {
        const sessionId = caller.kind === "user" ? caller.sessionId : undefined;
        await logout(deps, { refreshToken: body?.refreshToken, sessionId });
        return noContent();
      },
    ),
  ];
}

function profileRoutes(deps: Deps): readonly Route[] {
  const common = { tags: ["users"], access: signedIn(), ownership: "own profile", response: User };
  return [
    route("GET /users/profile", { ...common, summary: "Who am I" }, async ({ caller }) =>
      answer(await loadUser(deps, caller.userId)),
    ),
    route(
      "PUT /users/profile",
      { ...common, summary: "Change my profile", body: UpdateProfileBody },
      async ({ body, caller, headers }) => {
        const { firstName, lastName, phone, addresses } = body;
        const user = await updateProfile(deps, {
          userId: caller.userId,
          changes: {
            ...(firstName !== undefined && { firstName }),
            ...(lastName !== undefined && { lastName }),
            ...(phone !== undefined && { phone }),
            ...(addresses !== undefined && { addresses }),
          },
          precondition: (current) => {
            if (headers["if-match"] !== undefined) requireIfMatch(headers, etagOf(current.version));
          },
        });
        return answer(user);
      },
    ),
  ];
}

function staffRoutes(deps: Deps): readonly Route[] {
  const tags = ["users"];
  return [
    route(
      "GET /users",
      {
        tags,
        summary: "Users, newest first",
        access: staff("customers:read"),
        ownership: "any with customers:read",
        query: UserListQuery,
        response: UserPage,
      },
      async ({ query }) => {
        const { limit, cursor, q, role } = query;
        const before = cursor === undefined ? undefined : decodeCursor(cursor, cursorValues);
        const found = await listUsers(deps.db, { search: q, role, before, limit });
        const page = found.slice(0, limit);
        const last = page.at(-1);
        const nextCursor =
          last && found.length > limit ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
        return { items: page.map(toUserView), nextCursor };
      },
    ),
    route(
      "GET /users/:id",
      {
        tags,
        summary: "A user",
        access: staff("customers:read"),
        ownership: "any with customers:read",
        params: IdParams,
        response: User,
      },
      async ({ params }) => answer(await loadUser(deps, params.id)),
    ),
    route(
      "PUT /users/:id/roles",
      {
        tags,
        summary: "Say what somebody may do",
        access: staff("staff:write"),
        ownership: "others' roles, within the caller's own permissions",
        params: IdParams,
        body: AssignRolesBody,
        response: User,
      },
      async ({ params, body, caller, headers }) => {
        const user = await assignRoles(deps, {
          userId: params.id,
          roleNames: body.roles,
          actor: caller,
          precondition: (current) => requireIfMatch(headers, etagOf(current.version)),
        });
        return answer(user);
      },
    ),
    route(
      "GET /roles",
      {
        tags,
        summary: "The shop's roles",
        access: staff("staff:read"),
        ownership: "none",
        response: RoleList,
      },
      async () => ({ items: [...(await listRoles(deps.db))] }),
    ),
  ];
}

function answer(user: UserState) {
  return json(toUserView(user), { etag: etagOf(user.version) });
}
