// The second factor and passkeys: using them to sign in, setting them up, taking them away.
import type {
  NewPasskey,
  Passkey,
  PasskeyCeremony,
  RecoveryCodes,
  SecondFactor,
  Session,
  TotpEnrolment,
} from "@souk/contracts";
import { segment, type Caller } from "./caller.ts";
import type { CreatePasskey, PasskeyLogin, SecondFactorProof } from "./requests.ts";
import type { CallOptions } from "./transport.ts";

const FACTOR = "/users/second-factor";

export const secondFactorCalls = (call: Caller) => ({
  ...useCalls(call),
  get: (options?: CallOptions) => call<SecondFactor>({ method: "GET", path: FACTOR, options }),
  beginTotp: (options?: CallOptions) =>
    call<TotpEnrolment>({ method: "POST", path: `${FACTOR}/totp`, options }),
  confirmTotp: (code: string, options?: CallOptions) =>
    call<RecoveryCodes>({ method: "POST", path: `${FACTOR}/totp/confirm`, body: { code }, options }),
  removeTotp: (options?: CallOptions) => call<null>({ method: "DELETE", path: `${FACTOR}/totp`, options }),
  newRecoveryCodes: (options?: CallOptions) =>
    call<RecoveryCodes>({ method: "POST", path: `${FACTOR}/recovery-codes`, options }),
  beginPasskey: (options?: CallOptions) =>
    call<PasskeyCeremony>({ method: "POST", path: "/users/passkeys/begin", options }),
  createPasskey: (body: CreatePasskey, options?: CallOptions) =>
    call<NewPasskey>({ method: "POST", path: "/users/passkeys", body, options }),
  renamePasskey: ({ id, name }: { id: string; name: string }, options?: CallOptions) =>
    call<Passkey>({ method: "PUT", path: `/users/passkeys/${segment(id)}`, body: { name }, options }),
  removePasskey: (id: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `/users/passkeys/${segment(id)}`, options }),
});

const useCalls = (call: Caller) => ({
  /** The second step of a sign-in. */
  prove: (body: SecondFactorProof, options?: CallOptions) =>
    call<Session>({ method: "POST", path: "/users/login/second-factor", body, options }),
  /** What the browser needs to use a passkey as the second step. */
  beginProof: (challenge: string, options?: CallOptions) =>
    call<PasskeyCeremony>({
      method: "POST",
      path: "/users/login/second-factor/passkey",
      body: { challenge },
      options,
    }),
  /** What the browser needs to show with a passkey that it is still the same person. */
  beginReauthentication: (options?: CallOptions) =>
    call<PasskeyCeremony>({ method: "POST", path: "/users/reauthenticate/passkey", options }),
  /** What the browser needs to sign in with nothing but a passkey. */
  beginPasskeyLogin: (options?: CallOptions) =>
    call<PasskeyCeremony>({ method: "POST", path: "/users/login/passkey/begin", options }),
  passkeyLogin: (body: PasskeyLogin, options?: CallOptions) =>
    call<Session>({ method: "POST", path: "/users/login/passkey", body, options }),
});
