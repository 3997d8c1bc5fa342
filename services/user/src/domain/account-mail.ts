// The mails about an account: what each is for, how long its link works, and where it leads. No I/O.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * What a link depends on beside its own row. `address`: the account still has the address the mail went to. `state`: neither the
 * account's address nor its password has changed since, so that a change puts older links out of use. `nothing`: the link is no secret.
 */
type BoundTo = "address" | "state" | "nothing";
type Kind = { readonly path: string; readonly boundTo: BoundTo; readonly lifetimeMs: number };

const secretLink = (path: string, boundTo: BoundTo, lifetimeMs: number): Kind => ({
  path,
  boundTo,
  lifetimeMs,
});
/** A notice that comes later than a day says nothing any more. */
const notice = (path: string): Kind => ({ path, boundTo: "nothing", lifetimeMs: DAY_MS });

export const accountMails = {
  verify_email: secretLink("/verify-email", "address", DAY_MS),
  reset_password: secretLink("/reset-password", "state", HOUR_MS),
  change_email: secretLink("/confirm-email-change", "state", DAY_MS),
  invitation: secretLink("/reset-password", "state", 7 * DAY_MS),
  account_exists: notice("/sign-in"),
  password_changed: notice("/forgot-password"),
  email_changed: notice("/"),
  sign_in_method_added: notice("/account/security"),
  sign_in_method_removed: notice("/account/security"),
} as const satisfies Record<string, Kind>;

export type AccountMailPurpose = keyof typeof accountMails;

export type AccountMail = {
  readonly id: string;
  readonly userId: string;
  readonly purpose: AccountMailPurpose;
  /** Where it goes: the account's address when it was asked for, or the new one of a change. */
  readonly recipient: string;
  readonly detail: string;
  /** SHA-256 of the account's address and password hash when it was asked for. */
  readonly state: Buffer;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

/** A mail with the account as it is now. */
export type MailWithAccount = AccountMail & {
  readonly accountEmail: string;
  readonly accountState: Buffer;
  readonly firstName: string;
};

/** Whether the mail still may be sent and its link still works. */
export function isLive(mail: MailWithAccount, at: Date): boolean {
  return mail.usedAt === null && mail.expiresAt > at && isBound(mail);
}

function isBound({ purpose, recipient, state, accountEmail, accountState }: MailWithAccount): boolean {
  const { boundTo } = accountMails[purpose];
  if (boundTo === "nothing") return true;
  return boundTo === "address" ? recipient === accountEmail : state.equals(accountState);
}

export function hasSecretLink(purpose: AccountMailPurpose): boolean {
  return accountMails[purpose].boundTo !== "nothing";
}

/** Everything that a link stands for, in one spelling: what its signature signs. */
export function linkText({ id, userId, purpose, recipient, detail, state }: AccountMail): string {
  return JSON.stringify([id, userId, purpose, recipient, detail, state.toString("hex")]);
}
