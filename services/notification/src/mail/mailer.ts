// What the service asks of a way to send mail, and what it may hear back.

export type MailContent = { readonly subject: string; readonly html: string; readonly text: string };

export type OutgoingMail = MailContent & {
  /** Gives the mail its Message-ID: the same in every attempt, so that mail systems which look can tell a repetition. */
  readonly id: string;
  readonly recipient: string;
  /** Asked when all but the last byte is at the server. False: somebody else is sending this mail, stop. */
  readonly handOver: () => Promise<boolean>;
};

/** Reasons are stable codes and quote nothing that the server said: its words name addresses. */
export type MailOutcome =
  | { readonly status: "accepted" }
  /** Not taken, and it would not be another time. */
  | { readonly status: "refused"; readonly reason: string }
  /** Not taken: it can be tried again without danger. */
  | { readonly status: "deferred"; readonly reason: string }
  /** It may have been taken. */
  | { readonly status: "unknown"; readonly reason: string };

export type Mailer = {
  /** Does not throw for what a mail server or the way to it does. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  close(): void;
};
