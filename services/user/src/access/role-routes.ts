// REST of roles: those that come with Souk, and the shop's own.
import { CreateRoleBody, Role, RoleList, RoleParams, UpdateRoleBody } from "@souk/contracts";
import { etagOf, json, noContent, requireIfMatch, route, type Route, staff } from "@souk/http";
import type { Deps } from "../deps.ts";
import { createRole } from "./commands/create-role.ts";
import { deleteRole } from "./commands/delete-role.ts";
import { loadRole } from "./commands/load-role.ts";
import { updateRole } from "./commands/update-role.ts";
import { listRoles, type VersionedRole } from "./store/roles.ts";
import { toRoleView } from "./views.ts";

const tags = ["roles"];

export function roleRoutes(deps: Deps): readonly Route[] {
  return [...readingRoutes(deps), ...writingRoutes(deps)];
}

function readingRoutes(deps: Deps): readonly Route[] {
  const reading = { tags, access: staff("staff:read"), ownership: "any with staff:read" };
  return [
    route("GET /roles", { ...reading, summary: "The shop's roles", response: RoleList }, async () => ({
      items: (await listRoles(deps.db)).map(toRoleView),
    })),
    route(
      "GET /roles/:name",
      { ...reading, summary: "A role", params: RoleParams, response: Role },
      async ({ params }) => answer(await loadRole(deps.db, params.name)),
    ),
  ];
}

function writingRoutes(deps: Deps): readonly Route[] {
  const writing = {
    tags,
    access: staff("staff:write"),
    ownership: "the shop's own roles, within the caller's own permissions",
  };
  return [
    route(
      "POST /roles",
      { ...writing, summary: "Make a role", body: CreateRoleBody, response: Role, status: 201 },
      async ({ body, caller }) => answer(await createRole(deps, { ...body, actor: caller }), 201),
    ),
    route(
      "PUT /roles/:name",
      {
        ...writing,
        summary: "Change what a role allows, for all who hold it",
        params: RoleParams,
        body: UpdateRoleBody,
        response: Role,
      },
      async ({ params, body, caller, headers }) =>
        answer(
          await updateRole(deps, {
            ...body,
            name: params.name,
            actor: caller,
            precondition: (current) => requireIfMatch(headers, etagOf(current.version)),
          }),
        ),
    ),
    route(
      "DELETE /roles/:name",
      { ...writing, summary: "Delete a role that nobody holds", params: RoleParams, status: 204 },
      async ({ params, caller }) => {
        await deleteRole(deps, { name: params.name, actor: caller });
        return noContent();
      },
    ),
  ];
}

function answer(role: VersionedRole, status = 200) {
  return json(toRoleView(role), { status, etag: etagOf(role.version) });
}
