// The account part of the stand-in API, in memory: what pages see of sign-ins, second factors, identities and mailed links. Secrets are words that tests know.
import type { SavedAddress, SecondFactor, User } from "@souk/contracts";
import { randomUUID } from "node:crypto";

export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
type Account = User & {
  password: string;
  /** Whether the last proof of who it is was long ago. */
  isStale: boolean;
  factor: SecondFactor;
  isConnected: boolean;
};
type Body = Record<string, unknown> & {
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  addresses: SavedAddress[];
};
export type AccountAsk = { method: string; path: string[]; body: Body; headers: Headers };

const accounts = new Map<string, Account>();
const sessions = new Map<string, { id: string; email: string }>();
const now = () => new Date().toISOString();
export const problem = (status: number, code: string, extra: object = {}): Answer => ({
  status,
  body: { type: "about:blank", title: code, status, code, ...extra },
});
const noContent: Answer = { status: 204 };
export const CHALLENGE = "challenge-".padEnd(30, "x");
export const RIGHT_CODE = "123456";
export const RECOVERY_CODES = ["alpha-bravo", "charlie-delta"];

export const accountOf = (email: string): Account => accounts.get(email)!;
const tokenOf = (email: string): string =>
  `head.${Buffer.from(JSON.stringify({ sub: email })).toString("base64url")}.sign`;
const emailOf = (headers: Headers): string => {
  const payload = Buffer.from(
    (headers.get("authorization") ?? "").split(".")[1] ?? "",
    "base64url",
  ).toString();
  return payload === "" ? "" : JSON.parse(payload).sub;
};
const shown = ({
  password: _password,
  isStale: _stale,
  factor: _factor,
  isConnected: _connected,
  ...user
}: Account) => user;

function signIn(account: Account, status = 200): Answer {
  const refreshToken = randomUUID();
  sessions.set(refreshToken, { id: randomUUID(), email: account.email });
  const { email } = account;
  return {
    status,
    body: { user: shown(account), accessToken: tokenOf(email), refreshToken, expiresIn: 600 },
  };
}

function open(body: Body): Account {
  const { email, password, firstName, lastName } = body;
  const account: Account = {
    id: randomUUID(),
    email,
    password,
    firstName,
    lastName,
    phone: null,
    emailVerified: false,
    active: true,
    roles: ["customer"],
    permissions: [],
    addresses: [],
    createdAt: now(),
    updatedAt: now(),
    isStale: false,
    isConnected: false,
    factor: {
      required: false,
      totp: { enabled: false, enabledAt: null },
      recoveryCodesLeft: 0,
      passkeys: [],
    },
  };
  accounts.set(email, account);
  return account;
}

const required = (returnTo?: string): Answer =>
  problem(401, "second_factor_required", {
    challenge: CHALLENGE,
    methods: ["totp", "passkey", "recovery_code"],
    expiresIn: 300,
    ...(returnTo ? { returnTo } : {}),
  });

/** A mailed token is its purpose and the address, such as `verify:mina@example.com`. */
function mailed(token: unknown, purpose: string): Account | Answer {
  const [what, email = ""] = String(token).split(":");
  if (what === "taken") return problem(409, "email_taken");
  return (what === purpose ? accounts.get(email) : undefined) ?? problem(410, "link_invalid");
}
const isAccount = (found: Account | Answer): found is Account => "email" in found;

/** Who waits for the second step; the stand-in knows one at a time. */
let waiting: Account | undefined;

const forAnybody: Record<string, (ask: AccountAsk) => Answer> = {
  "POST register": ({ body }) => {
    if (body.password === "password1") return problem(422, "password_unsuitable");
    return accounts.has(body.email) && accountOf(body.email).password !== body.password
      ? problem(429, "too_many_attempts")
      : signIn(accounts.get(body.email) ?? open(body), 201);
  },
  "POST login": ({ body }) => {
    const account = accounts.get(body.email);
    if (account?.password !== body.password) return problem(401, "credentials_wrong");
    if (!account.active) return problem(401, "account_closed");
    waiting = account;
    return account.factor.totp.enabled ? required() : signIn(account);
  },
  "POST login/second-factor": ({ body }) => {
    if (!waiting || body["code"] === "too late") return problem(401, "second_factor_challenge_invalid");
    const isRight = body["code"] === RIGHT_CODE || body["assertion"] !== undefined;
    return isRight ? signIn(waiting) : problem(401, "second_factor_invalid");
  },
  "POST login/second-factor/passkey": () => ({ body: { ceremonyId: "c-proof", options: {} } }),
  "POST login/passkey/begin": () => ({ body: { ceremonyId: "c-login", options: {} } }),
  "POST login/passkey": ({ body }) => {
    if (body["ceremonyId"] === "c-old") return problem(409, "ceremony_over");
    const account = accounts.get(String((body["assertion"] as { id?: string }).id));
    return account ? signIn(account) : problem(401, "passkey_invalid");
  },
  "POST refresh": ({ body }) => {
    const session = sessions.get(String(body["refreshToken"]));
    if (!session) return problem(401, "refresh_token_invalid");
    sessions.delete(String(body["refreshToken"]));
    return signIn(accountOf(session.email));
  },
  "POST logout": () => noContent,
  "POST verify-email": ({ body }) => {
    const found = mailed(body["token"], "verify");
    return isAccount(found) ? ((found.emailVerified = true), noContent) : found;
  },
  "POST password-reset": () => ({ status: 202 }),
  "POST password-reset/confirm": ({ body }) => {
    const found = mailed(body["token"], "reset");
    if (body.password === "password1") return problem(422, "password_unsuitable");
    return isAccount(found) ? ((found.password = body.password), noContent) : found;
  },
  "POST email-change/confirm": ({ body }) => {
    const found = mailed(body["token"], "change");
    return isAccount(found) ? noContent : found;
  },
  "GET identity-providers": () => ({ body: { items: [{ id: "example", name: "Example" }] } }),
  "POST identity-providers/example/begin": ({ headers }) =>
    accounts.get(emailOf(headers))?.isStale
      ? problem(403, "reauthentication_required")
      : {
          body: { redirectUrl: "https://id.example/authorize?state=1", flowToken: "flow", expiresIn: 600 },
        },
  "POST identity-providers/gone/begin": () => problem(404, "identity_provider_unknown"),
  "POST identity-providers/example/finish": ({ body, headers }) => {
    const query = new URLSearchParams(String(body["query"]));
    if (query.has("error")) return problem(403, "identity_declined");
    const account = accounts.get(query.get("code") ?? "");
    if (!account) return problem(401, "identity_answer_invalid");
    if (account.factor.totp.enabled && emailOf(headers) === "")
      return ((waiting = account), required("/cart"));
    if (emailOf(headers) !== "") account.isConnected = true;
    return emailOf(headers) === ""
      ? { body: { outcome: "signed_in", session: signIn(account).body, returnTo: "/cart" } }
      : { body: { outcome: "linked", identity: {}, returnTo: null } };
  },
};

const sensitive = new Set(["second-factor/totp", "second-factor/recovery-codes", "passkeys/begin"]);

const forOwner: Record<string, (account: Account, ask: AccountAsk) => Answer> = {
  "GET profile": (account) => ({ body: shown(account), headers: { etag: '"1"' } }),
  "PUT profile": (account, { body }) => ({ body: shown(Object.assign(account, body)) }),
  "POST verification-mail": (account) =>
    account.firstName === "Eager"
      ? { ...problem(429, "too_many_mails"), headers: { "retry-after": "90" } }
      : { status: 202 },
  "PUT password": (account, { body }) => {
    if (body["currentPassword"] !== account.password) return problem(422, "password_wrong");
    account.password = String(body["newPassword"]);
    return noContent;
  },
  "POST email-change": (account, { body }) =>
    body.password === account.password ? { status: 202 } : problem(422, "password_wrong"),
  "POST reauthenticate/passkey": () => ({ body: { ceremonyId: "c-again", options: {} } }),
  "POST reauthenticate": (account, { body }) => {
    if ("totpCode" in body && body["totpCode"] !== RIGHT_CODE) return problem(422, "totp_code_invalid");
    if ("password" in body && body.password !== account.password) return problem(422, "password_wrong");
    account.isStale = false;
    return noContent;
  },
  "GET sessions": ({ email }) => ({ body: { items: sessionsOf(email) } }),
  "DELETE sessions": ({ email }) => {
    // The newest is the one that asks.
    for (const [token] of [...sessions].filter(([, session]) => session.email === email).slice(0, -1))
      sessions.delete(token);
    return noContent;
  },
  "GET second-factor": ({ factor }) => ({ body: factor }),
  "POST second-factor/totp": () => ({
    body: { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/Souk:a?secret=JBSWY3DPEHPK3PXP&issuer=Souk" },
  }),
  "POST second-factor/totp/confirm": ({ factor }, { body }) => {
    if (body["code"] === "late") return problem(409, "totp_not_begun");
    if (body["code"] !== RIGHT_CODE) return problem(422, "totp_code_invalid");
    factor.totp = { enabled: true, enabledAt: now() };
    factor.recoveryCodesLeft = RECOVERY_CODES.length;
    return { body: { recoveryCodes: RECOVERY_CODES } };
  },
  "DELETE second-factor/totp": ({ factor }) => {
    if (factor.required) return problem(409, "last_second_factor");
    factor.totp = { enabled: false, enabledAt: null };
    return noContent;
  },
  "POST second-factor/recovery-codes": () => ({ body: { recoveryCodes: RECOVERY_CODES } }),
  "POST passkeys/begin": () => ({ body: { ceremonyId: "c-make", options: {} } }),
  "POST passkeys": ({ factor }, { body }) => {
    const isFirst = factor.passkeys.length === 0;
    const passkey = { id: randomUUID(), name: String(body["name"]), createdAt: now(), lastUsedAt: null };
    factor.passkeys.push(passkey);
    return { status: 201, body: { ...passkey, recoveryCodes: isFirst ? RECOVERY_CODES : null } };
  },
  "GET identities": ({ isConnected }) => {
    const [id, at] = [randomUUID(), now()];
    const one = {
      id,
      provider: "example",
      providerName: "Example",
      label: "mina",
      createdAt: at,
      lastUsedAt: null,
    };
    return { body: { items: isConnected ? [one] : [] } };
  },
};

function sessionsOf(email: string) {
  const own = [...sessions.values()].filter((session) => session.email === email);
  return own.map(({ id }, index) => ({
    id,
    current: index === own.length - 1,
    device: `Browser ${index + 1}`,
    network: index === 0 ? "203.0.113.0/24" : null,
    createdAt: now(),
    lastUsedAt: now(),
    expiresAt: now(),
  }));
}

/** Routes with an id at their end. */
function forOne(account: Account, { method, path, body }: AccountAsk): Answer {
  const [, kind, id] = path;
  if (kind === "identities") {
    if (account.firstName === "Lone") return problem(409, "last_sign_in_method");
    account.isConnected = false;
    return noContent;
  }
  if (kind === "sessions") {
    for (const [token, session] of sessions) if (session.id === id) sessions.delete(token);
    return noContent;
  }
  const { passkeys } = account.factor;
  const place = passkeys.findIndex((passkey) => passkey.id === id);
  if (method === "DELETE") passkeys.splice(place, 1);
  else passkeys[place]!.name = String(body["name"]);
  return method === "DELETE" ? noContent : { body: passkeys[place] };
}

export function userRoutes(ask: AccountAsk): Answer {
  const name = ask.path.slice(1).join("/");
  const anybody = forAnybody[`${ask.method} ${name}`];
  if (anybody) return anybody(ask);
  const account = accounts.get(emailOf(ask.headers));
  if (!account) return problem(401, "unauthenticated");
  if (account.isStale && ask.method !== "GET" && sensitive.has(name))
    return problem(403, "reauthentication_required");
  return (forOwner[`${ask.method} ${name}`] ?? forOne)(account, ask);
}
