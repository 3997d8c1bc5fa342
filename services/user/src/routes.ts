// REST of the user service.
import {
  LoginBody,
  LogoutBody,
  RefreshBody,
  RegisterBody,
  Session,
  Tokens,
  UpdateProfileBody,
  User,
} from "@souk/contracts";
import { anyone, etagOf, json, noContent, requireIfMatch, route, type Route, signedIn } from "@souk/http";
import { accessRoutes } from "./access/routes.ts";
import { accountRoutes } from "./account-routes.ts";
import { clientOf } from "./client-of.ts";
import { loadUser } from "./commands/load-user.ts";
import { login } from "./commands/login.ts";
import { logout } from "./commands/logout.ts";
import { refresh } from "./commands/refresh.ts";
import { register } from "./commands/register.ts";
import { updateProfile } from "./commands/update-profile.ts";
import type { Deps } from "./deps.ts";
import type { User as UserState } from "./domain/user.ts";
import { identityRoutes } from "./identities/routes.ts";
import { operationsRoutes } from "./operations-routes.ts";
import { secondFactorRoutes } from "./second-factor/routes.ts";
import { toSessionView, toUserView } from "./views.ts";

const SIGN_IN_COST = 10;
const noCache = { "cache-control": "no-store" };

export function routes(deps: Deps): readonly Route[] {
  return [
    ...signInRoutes(deps),
    ...profileRoutes(deps),
    ...accountRoutes(deps),
    ...operationsRoutes(deps),
    ...accessRoutes(deps),
    ...secondFactorRoutes(deps),
    ...identityRoutes(deps),
  ];
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
      {
        ...common,
        summary: "Open an account",
        body: RegisterBody,
        response: Session,
        status: 201,
        guessable: true,
      },
      async ({ body, request }) => {
        const made = await register(deps, { userId: deps.newId(), ...body, client: clientOf(request) });
        return json(toSessionView(made), { status: 201, headers: noCache });
      },
    ),
    route(
      "POST /users/login",
      { ...common, summary: "Sign in", body: LoginBody, response: Session, guessable: true },
      async ({ body, request }) =>
        json(toSessionView(await login(deps, { ...body, client: clientOf(request) })), { headers: noCache }),
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

function answer(user: UserState) {
  return json(toUserView(user), { etag: etagOf(user.version) });
}
