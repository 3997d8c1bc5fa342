// What the templates of mails about accounts are fed with. No text in it has a line end.

export type MailAccount = {
  readonly firstName: string;
  /** Where the button leads; for some mails it is a secret of its reader. */
  readonly url: string;
  /** Until when it works; null where it always does. */
  readonly expiresAt: Date | null;
  /** What the mail names, such as "a passkey"; mostly empty. */
  readonly detail: string;
};
