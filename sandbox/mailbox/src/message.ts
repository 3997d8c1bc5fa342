// What the mailbox keeps: one message that Souk sent to somebody, by whatever channel.
import type { Attachment } from "./mime/parse-mime.ts";

export type Channel = "email" | "sms" | "push";

export type Message = {
  readonly id: string;
  readonly channel: Channel;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** As written in the message, such as `Souk <hello@souk.example>`. */
  readonly from: string;
  /** Whom it was delivered to; for mail the recipients of the envelope, blind copies included. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  /** Decoded, by name in lower case; the first one where a name comes twice. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  /** The bytes of the mail, one character each; undefined for other channels. */
  readonly raw: string | undefined;
};

/** What a sink for text messages or web push hands over. */
export type NewMessage = {
  readonly channel: Channel;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
};

/** A mail as it came in over SMTP. */
export type IncomingMail = { readonly from: string; readonly to: readonly string[]; readonly raw: string };
