// Every text of the mails about accounts, in English. A second language is a second object of this type.
import type { AccountTemplate } from "../domain/news.ts";
import type { MailAccount } from "./mail-account.ts";
import type { Copy } from "./messages.ts";

type AccountCopy = Copy & {
  readonly button: string;
  /** The last word, in small letters. */
  readonly warning: string;
};
type Write = (account: MailAccount, shopName: string) => AccountCopy;

const LOCALE = "en";
const times = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

function works({ expiresAt }: MailAccount): readonly string[] {
  return expiresAt === null ? [] : [`The link works once, until ${times.format(expiresAt)} UTC.`];
}

const keepToYourself = "The link above is for you alone. Please do not pass this mail on.";
const alarm = "If this was not you, choose a new password at once and answer this mail.";

/** To an address that nobody has proven: it says nothing that whoever gave the address could have written, such as their name. */
const verifyEmail: Write = (account, shopName) => ({
  subject: `Confirm your e-mail address for ${shopName}`,
  preview: "One click, and your account has this address.",
  headline: `Welcome to ${shopName}`,
  paragraphs: [
    "Please confirm that this e-mail address is yours.",
    ...works(account),
    "If you did not just open an account with us, please do nothing: you would give your address to whoever did.",
  ],
  button: "Confirm my address",
  warning: keepToYourself,
});

const accountExists: Write = ({ firstName }, shopName) => ({
  subject: `You have an account with ${shopName} already`,
  preview: "Somebody tried to open another one with your address.",
  headline: "You are with us already",
  paragraphs: [
    `${firstName}, somebody, probably you, tried to open an account with this e-mail address. You have one: just sign in. If you have forgotten your password, you can choose a new one there.`,
    "If this was not you, you need not do anything: nobody has got into your account.",
  ],
  button: "Sign in",
  warning: "We tell this to your mailbox alone.",
});

/** As with `verifyEmail`, no name: it also goes to an address that somebody claims. */
const resetPassword: Write = (account) => ({
  subject: "Choose a new password",
  preview: "You asked for a link to choose a new password.",
  headline: "A new password",
  paragraphs: [
    "You asked for a link to choose a new password. When you do, all your devices are signed out.",
    ...works(account),
    "If this was not you, you need not do anything: your password stays as it is.",
  ],
  button: "Choose a new password",
  warning: keepToYourself,
});

const passwordChanged: Write = ({ firstName }) => ({
  subject: "Your password was changed",
  preview: "Your other devices were signed out.",
  headline: "Your password was changed",
  paragraphs: [
    `${firstName}, the password of your account was changed, and your other devices were signed out.`,
    "Passkeys, linked accounts and API keys still open it: look through them under Account, Security, and remove what you do not know.",
    alarm,
  ],
  button: "Choose a new password",
  warning: "You get this mail because it concerns the safety of your account.",
});

/** As with `verifyEmail`, no name. */
const changeEmail: Write = (account, shopName) => ({
  subject: `Confirm your new e-mail address for ${shopName}`,
  preview: "One click, and we write to you here.",
  headline: "Your new address",
  paragraphs: [
    `You want to use this e-mail address for your account with ${shopName} from now on. Please confirm that it is yours.`,
    ...works(account),
    "If this was not you, please do nothing: you would give your address to somebody else's account.",
  ],
  button: "Confirm my new address",
  warning: keepToYourself,
});

const emailChanged: Write = ({ firstName }) => ({
  subject: "Your e-mail address was changed",
  preview: "We write to your new address from now on.",
  headline: "Your e-mail address was changed",
  paragraphs: [
    `${firstName}, your account has a new e-mail address. This is the last mail about it to the old one.`,
    "If this was not you, answer this mail at once: we will help you to get your account back.",
  ],
  button: "Open the shop",
  warning: "You get this mail because it concerns the safety of your account.",
});

const invitation: Write = (account, shopName) => ({
  subject: `You are invited to ${shopName}`,
  preview: "Choose a password and begin.",
  headline: `Welcome to the team, ${account.firstName}`,
  paragraphs: [
    `You were invited to help run ${shopName}. Choose a password, and your account is ready.`,
    ...works(account),
  ],
  button: "Choose a password",
  warning: keepToYourself,
});

const methodAdded: Write = ({ firstName, detail }) => ({
  subject: "A way to sign in was added",
  preview: `Your account can be opened with ${detail} now.`,
  headline: "A new way to sign in",
  paragraphs: [`${firstName}, your account can be opened with ${detail} from now on.`, alarm],
  button: "See how I sign in",
  warning: "You get this mail because it concerns the safety of your account.",
});

const methodRemoved: Write = ({ firstName, detail }) => ({
  subject: "A way to sign in was removed",
  preview: `Your account cannot be opened with ${detail} any more.`,
  headline: "One way less to sign in",
  paragraphs: [`${firstName}, your account cannot be opened with ${detail} any more.`, alarm],
  button: "See how I sign in",
  warning: "You get this mail because it concerns the safety of your account.",
});

export const englishOfAccounts = {
  "account.verify_email": verifyEmail,
  "account.account_exists": accountExists,
  "account.reset_password": resetPassword,
  "account.password_changed": passwordChanged,
  "account.change_email": changeEmail,
  "account.email_changed": emailChanged,
  "account.invitation": invitation,
  "account.sign_in_method_added": methodAdded,
  "account.sign_in_method_removed": methodRemoved,
} as const satisfies Record<AccountTemplate, Write>;
