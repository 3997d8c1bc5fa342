// REST of what people do with their accounts: proving and changing addresses, passwords, sessions.
import {
  AccountSessionList,
  ChangeEmailBody,
  ChangePasswordBody,
  ConfirmEmailChangeBody,
  IdParams,
  ReauthenticateBody,
  RequestPasswordResetBody,
  ResetPasswordBody,
  VerifyEmailBody,
} from "@souk/contracts";
import { anyone, noContent, route, type Route, signedIn } from "@souk/http";
import { clientOf } from "./client-of.ts";
import { changePassword } from "./commands/change-password.ts";
import { confirmEmailChange } from "./commands/confirm-email-change.ts";
import { endOtherSessions } from "./commands/end-other-sessions.ts";
import { endOwnSession } from "./commands/end-own-session.ts";
import { reauthenticate } from "./commands/reauthenticate.ts";
import { requestEmailChange } from "./commands/request-email-change.ts";
import { requestPasswordReset } from "./commands/request-password-reset.ts";
import { requestVerification } from "./commands/request-verification.ts";
import { resetPassword } from "./commands/reset-password.ts";
import { verifyEmail } from "./commands/verify-email.ts";
import type { Deps } from "./deps.ts";
import { listSessions } from "./store/sessions.ts";
import { toAccountSessionView } from "./views.ts";

/** As dear as a sign-in: each checks a secret, or sends a mail. */
const SECRET_COST = 10;
const SESSIONS_SHOWN_MAX = 100;

export function accountRoutes(deps: Deps): readonly Route[] {
  return [...linkRoutes(deps), ...passwordRoutes(deps), ...sessionRoutes(deps)];
}

const common = { tags: ["accounts"], cost: SECRET_COST, guessable: true, idempotency: "none" } as const;

/** What mailed links open: whoever has the mail may. */
function linkRoutes(deps: Deps): readonly Route[] {
  const byLink = {
    ...common,
    access: anyone(),
    ownership: "the account of the mailed link",
    status: 204,
  } as const;
  return [
    route(
      "POST /users/verify-email",
      { ...byLink, summary: "Confirm an e-mail address by a mailed link", body: VerifyEmailBody },
      async ({ body }) => {
        await verifyEmail(deps, body.token);
        return noContent();
      },
    ),
    route(
      "POST /users/password-reset/confirm",
      { ...byLink, summary: "Choose a new password by a mailed link", body: ResetPasswordBody },
      async ({ body }) => {
        await resetPassword(deps, body);
        return noContent();
      },
    ),
    route(
      "POST /users/email-change/confirm",
      { ...byLink, summary: "Take on a new e-mail address by a mailed link", body: ConfirmEmailChangeBody },
      async ({ body }) => {
        await confirmEmailChange(deps, body.token);
        return noContent();
      },
    ),
    route(
      "POST /users/password-reset",
      {
        ...common,
        summary: "Ask for a link to choose a new password; the answer is the same for every address",
        access: anyone(),
        ownership: "none",
        body: RequestPasswordResetBody,
        status: 202,
      },
      async ({ body }) => {
        await requestPasswordReset(deps, body.email);
        return {};
      },
    ),
  ];
}

function passwordRoutes(deps: Deps): readonly Route[] {
  const own = { ...common, access: signedIn(), ownership: "own account" } as const;
  return [
    route(
      "POST /users/verification-mail",
      { ...own, summary: "Ask once more for the link that confirms my e-mail address", status: 202 },
      async ({ caller }) => {
        await requestVerification(deps, caller.userId);
        return {};
      },
    ),
    route(
      "PUT /users/password",
      { ...own, summary: "Change my password", body: ChangePasswordBody, status: 204 },
      async ({ body, caller, request }) => {
        const { userId, sessionId } = caller;
        await changePassword(deps, { userId, sessionId, ...body, client: clientOf(request) });
        return noContent();
      },
    ),
    route(
      "POST /users/email-change",
      { ...own, summary: "Ask for another e-mail address", body: ChangeEmailBody, status: 202 },
      async ({ body, caller, request }) => {
        await requestEmailChange(deps, { userId: caller.userId, ...body, client: clientOf(request) });
        return {};
      },
    ),
    route(
      "POST /users/reauthenticate",
      { ...own, summary: "Show once more that it is me", body: ReauthenticateBody, status: 204 },
      async ({ body, caller, request }) => {
        const { userId, sessionId } = caller;
        await reauthenticate(deps, { userId, sessionId, proof: body, client: clientOf(request) });
        return noContent();
      },
    ),
  ];
}

function sessionRoutes(deps: Deps): readonly Route[] {
  const own = { tags: ["accounts"], access: signedIn(), ownership: "own sessions" } as const;
  return [
    route(
      "GET /users/sessions",
      { ...own, summary: "Where I am signed in", response: AccountSessionList },
      async ({ caller }) => {
        const found = await listSessions(deps.db, caller.userId, {
          at: deps.now(),
          limit: SESSIONS_SHOWN_MAX,
        });
        return { items: found.map((session) => toAccountSessionView(session, caller.sessionId)) };
      },
    ),
    route(
      "DELETE /users/sessions/:id",
      { ...own, summary: "Sign out one of my sessions", params: IdParams, status: 204 },
      async ({ params, caller }) => {
        await endOwnSession(deps, { sessionId: params.id, userId: caller.userId });
        return noContent();
      },
    ),
    route(
      "DELETE /users/sessions",
      { ...own, summary: "Sign out all my sessions but this one", status: 204 },
      async ({ caller }) => {
        await endOtherSessions(deps, { sessionId: caller.sessionId, userId: caller.userId });
        return noContent();
      },
    ),
  ];
}
