// Accounts: opening one, signing in, the profile, the e-mail address, the password, where somebody is signed in.
import type { AccountSessionList, Session, Tokens, User } from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller } from "./caller.ts";
import type {
  ChangeEmail,
  ChangePassword,
  Login,
  Reauthenticate,
  Register,
  ResetPassword,
  UpdateProfile,
} from "./requests.ts";
import type { CallOptions } from "./transport.ts";

export const userCalls = (call: Caller) => ({
  ...signInCalls(call),
  ...mailedCalls(call),
  profile: (options?: CallOptions) => call<User>({ method: "GET", path: "/users/profile", options }),
  updateProfile: (body: UpdateProfile, options?: CallOptions) =>
    call<User>({ method: "PUT", path: "/users/profile", body, options }),
  changePassword: (body: ChangePassword, options?: CallOptions) =>
    call<null>({ method: "PUT", path: "/users/password", body, options }),
  /** Proves once more who is there; what touches ways of signing in asks for it. */
  reauthenticate: (body: Reauthenticate, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/reauthenticate", body, options }),
  sessions: (options?: CallOptions) =>
    call<z.infer<typeof AccountSessionList>>({ method: "GET", path: "/users/sessions", options }),
  endSession: (id: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `/users/sessions/${segment(id)}`, options }),
  endOtherSessions: (options?: CallOptions) =>
    call<null>({ method: "DELETE", path: "/users/sessions", options }),
});

const signInCalls = (call: Caller) => ({
  register: (body: Register, options?: CallOptions) =>
    call<Session>({ method: "POST", path: "/users/register", body, options }),
  /** Where a second factor is wanted: a problem `second_factor_required`, whose `extra` has the challenge. */
  login: (body: Login, options?: CallOptions) =>
    call<Session>({ method: "POST", path: "/users/login", body, options }),
  refresh: (refreshToken: string, options?: CallOptions) =>
    call<Tokens>({ method: "POST", path: "/users/refresh", body: { refreshToken }, options }),
  logout: (refreshToken: string, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/logout", body: { refreshToken }, options }),
});

/** What begins or ends with a mail. */
const mailedCalls = (call: Caller) => ({
  verifyEmail: (token: string, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/verify-email", body: { token }, options }),
  sendVerificationMail: (options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/verification-mail", options }),
  requestPasswordReset: (email: string, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/password-reset", body: { email }, options }),
  resetPassword: (body: ResetPassword, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/password-reset/confirm", body, options }),
  requestEmailChange: (body: ChangeEmail, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/email-change", body, options }),
  confirmEmailChange: (token: string, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/email-change/confirm", body: { token }, options }),
});
