// REST of the people whom staff manage: customers and colleagues.
import {
  AssignRolesBody,
  IdParams,
  InviteStaffBody,
  SetActiveBody,
  User,
  UserListQuery,
  UserPage,
} from "@souk/contracts";
import { etagOf, json, noContent, requireIfMatch, route, type Route, staff } from "@souk/http";
import { loadUser } from "../commands/load-user.ts";
import type { Deps } from "../deps.ts";
import type { User as UserState } from "../domain/user.ts";
import { toUserView } from "../views.ts";
import { assignRoles } from "./commands/assign-roles.ts";
import { endSessions } from "./commands/end-sessions.ts";
import { inviteStaff } from "./commands/invite-staff.ts";
import { repeatInvitation } from "./commands/repeat-invitation.ts";
import { setActive } from "./commands/set-active.ts";
import { pageOfFound, placeOf } from "./pages.ts";
import { listUsers } from "./store/accounts.ts";

const tags = ["users"];
const INVITATION_COST = 10;

export function peopleRoutes(deps: Deps): readonly Route[] {
  return [...lookingRoutes(deps), ...managingRoutes(deps), ...staffRoutes(deps)];
}

function lookingRoutes(deps: Deps): readonly Route[] {
  const reading = {
    tags,
    access: staff("customers:read"),
    ownership: "any with customers:read",
  };
  return [
    route(
      "GET /users",
      { ...reading, summary: "Users, newest first", query: UserListQuery, response: UserPage },
      async ({ query }) => {
        const { limit, cursor, q, role, active, verified } = query;
        const filter = { search: q, role, active, verified, before: placeOf(cursor), limit };
        return pageOfFound(await listUsers(deps.db, filter), limit, toUserView);
      },
    ),
    route(
      "GET /users/:id",
      { ...reading, summary: "A user", params: IdParams, response: User },
      async ({ params }) => answer(await loadUser(deps, params.id)),
    ),
  ];
}

function managingRoutes(deps: Deps): readonly Route[] {
  const managing = {
    tags,
    access: staff("customers:write"),
    ownership: "customers' accounts; staff's need staff:write and no permission that the caller lacks",
    params: IdParams,
  };
  return [
    route(
      "PUT /users/:id/active",
      {
        ...managing,
        summary: "Close an account, which ends its sessions and API keys, or open it again",
        body: SetActiveBody,
        response: User,
      },
      async ({ params, body, caller, headers }) =>
        answer(
          await setActive(deps, {
            userId: params.id,
            active: body.active,
            actor: caller,
            precondition: (current) => requireIfMatch(headers, etagOf(current.version)),
          }),
        ),
    ),
    route(
      "DELETE /users/:id/sessions",
      { ...managing, summary: "Sign somebody out everywhere", status: 204 },
      async ({ params, caller }) => {
        await endSessions(deps, { userId: params.id, actor: caller });
        return noContent();
      },
    ),
  ];
}

function staffRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /users",
      {
        tags,
        summary: "Invite a colleague, who chooses a password by the mailed link",
        access: staff("staff:write"),
        ownership: "within the caller's own permissions",
        body: InviteStaffBody,
        response: User,
        status: 201,
        cost: INVITATION_COST,
      },
      async ({ body, caller, idempotency }) => {
        const { email, firstName, lastName, roles } = body;
        const userId = idempotency?.resourceId ?? deps.newId();
        const invited = { userId, email, firstName, lastName, roleNames: roles, actor: caller };
        return answer(await inviteStaff(deps, invited), 201);
      },
    ),
    route(
      "POST /users/:id/invitation",
      {
        tags,
        summary: "Send an invited colleague another link",
        access: staff("staff:write"),
        ownership: "within the caller's own permissions",
        params: IdParams,
        status: 202,
        cost: INVITATION_COST,
      },
      async ({ params, caller }) => {
        await repeatInvitation(deps, { userId: params.id, actor: caller });
        return {};
      },
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
      async ({ params, body, caller, headers }) =>
        answer(
          await assignRoles(deps, {
            userId: params.id,
            roleNames: body.roles,
            actor: caller,
            precondition: (current) => requireIfMatch(headers, etagOf(current.version)),
          }),
        ),
    ),
  ];
}

function answer(user: UserState, status = 200) {
  return json(toUserView(user), { status, etag: etagOf(user.version) });
}
