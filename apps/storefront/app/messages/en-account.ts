// The words of accounts in English: signing in, registering, what mailed links lead to.
import type { Widened } from "./widened.ts";

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Why signing in with an account elsewhere did not work, by the API's code; anything else has the words of `failed`. */
const identityProblems: Readonly<Record<string, string>> = {
  failed: "Signing in there did not work. Please try again, or sign in with your password.",
  email_unverified: "First confirm your e-mail address: open the link in the mail we sent you.",
  identity_answer_invalid: "The answer from the other side could not be used. Please try again.",
  identity_declined: "You stopped on the other side. Nothing was changed.",
  identity_email_missing:
    "The other side did not tell us a confirmed e-mail address. Create an account with a password instead.",
  identity_email_taken:
    "There is an account with this e-mail address already. Sign in to it, then connect the other account under “Sign-in and security”.",
  identity_flow_gone: "That took too long. Please try again.",
  identity_flow_of_another: "That took too long. Please try again.",
  identity_provider_unavailable: "The other side does not answer just now. Please try again in a moment.",
  identity_taken: "That account is connected to another account here.",
};

export const enAccount = {
  signIn: {
    title: "Sign in",
    intro: "See your orders and keep your address for next time.",
    button: "Sign in",
    failed: "E-mail and password do not match. Check both and try again.",
    closed: "This account is closed. Write to us if you think that it should not be.",
    forgot: "Forgot your password?",
    noAccount: "New here?",
    register: "Create an account",
    or: "or",
    passkey: "Sign in with a passkey",
    passkeyBusy: "Waiting for your device…",
    continueWith: (provider: string) => `Continue with ${provider}`,
    again: "You were signed out. Please sign in again.",
    tookTooLong: "That took too long. Please sign in again.",
    passwordChosen: "Your new password is set. Sign in with it; everywhere else you were signed out.",
    identityProblems,
  },
  passwordField: { show: "Show password", hide: "Hide password" },
  secondFactor: {
    title: "One more step",
    intro: {
      totp: "Open your authenticator app and enter the code it shows for Souk.",
      passkey: "Use your passkey to finish signing in.",
      recovery_code: "Enter one of the recovery codes you kept. Each works once.",
    },
    code: "Six-digit code",
    recoveryCode: "Recovery code",
    button: "Continue",
    otherWays: "Other ways",
    use: {
      totp: "Use the authenticator app",
      passkey: "Use a passkey",
      recovery_code: "Use a recovery code",
    },
    lost: "No app, no passkey, no codes? Write to us and we will find out together that it is you.",
    backToSignIn: "Start again",
    missing: "Enter the code",
    wrong: {
      totp: "This code is not right. Codes change every 30 seconds: enter the newest one.",
      recovery_code: "This code is not right, or it was used before.",
    },
  },
  passkeyProblems: {
    unsupported: "This browser cannot use passkeys. Sign in with your password instead.",
    cancelled: "No passkey was used. Try again when you are ready.",
    known: "This device already has a passkey for your account.",
    refused: "This passkey was not accepted. Try another one, or sign in with your password.",
    failed: "That did not work. Please try again.",
    over: "That took too long. Please try again.",
    needsScript: "Passkeys need a browser that runs scripts. Everything else here works without.",
  },
  forward: {
    title: (provider: string) => `Taking you to ${provider}`,
    text: "If nothing happens in a moment, use the button.",
    button: (provider: string) => `Go to ${provider}`,
  },
  register: {
    title: "Create an account",
    intro: "Your orders in one place, and a quicker checkout next time.",
    button: "Create an account",
    failed: "This account could not be created. If you already have one, sign in instead.",
    haveAccount: "Already have an account?",
    signIn: "Sign in",
    emailHint: "We send a link there, so that we know it is yours.",
    passwordHint: (min: number) => `At least ${min} characters. A short sentence is easy to remember.`,
  },
  forgot: {
    title: "Forgot your password?",
    intro: "Tell us your e-mail address, and we send you a link to choose a new one.",
    button: "Send the link",
    sentTitle: "Look into your mailbox",
    sent: (email: string) => `If there is an account for ${email}, a mail with a link is on its way.`,
    sentHint:
      "Nothing there after a few minutes? Look among the unwanted mails, and check that the address is written as it should be.",
    again: "Try another address",
    backToSignIn: "Back to signing in",
  },
  reset: {
    title: "Choose a new password",
    intro:
      "It is the one you sign in with from now on. Everywhere you are signed in today you will be asked for it.",
    label: "New password",
    button: "Set the password",
  },
  verify: {
    title: "Confirm your address",
    intro: "One press, and we know that this e-mail address is yours.",
    button: "Confirm my address",
    doneTitle: "Your address is confirmed",
    done: "Thank you. Receipts and news of your orders go there.",
  },
  emailConfirm: {
    title: "Use your new address",
    intro: "From then on you sign in with the e-mail address that this link came to. We tell the old one.",
    button: "Use this address",
    doneTitle: "Your address is changed",
    done: "Sign in with the new one from now on.",
  },
  link: {
    invalidTitle: "This link no longer works",
    invalid: "It may be too old, used already, or cut off on its way. Ask for a new one; it takes a moment.",
    takenTitle: "This address belongs to an account",
    taken: "Somebody confirmed it before. If that was you, sign in with it, or choose a new password.",
    newReset: "Send me a new link",
    toAccount: "Go to your account",
    toSignIn: "Sign in",
    toShop: "Continue shopping",
  },
  passwordMissing: "Choose a password",
  tooMany: "Too many attempts. Please wait a minute and try again.",
  tooManyFor: (seconds: number) =>
    seconds < 90
      ? `Too many attempts. Please try again in ${count(seconds, "second", "seconds")}.`
      : `Too many attempts. Please try again in ${count(Math.ceil(seconds / 60), "minute", "minutes")}.`,
  failed: "That did not work. Please try again in a moment.",
  busy: "Many people are signing in just now. Please try again in a moment.",
  unverified: "First confirm your e-mail address: open the link in the mail we sent you.",
  passwordUnsuitable:
    "This password is easy to guess. Choose one that is not your name or address and not among the best known.",
} as const;

export type AccountMessages = Widened<typeof enAccount>;
