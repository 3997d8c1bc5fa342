// The public face of @souk/sandbox-mailbox: where mails, text messages and push messages land in development, tests and proofs.
export { startMailbox, type Mailbox, type MailboxOptions } from "./start-mailbox.ts";
export type { Channel, Message, NewMessage } from "./message.ts";
export type { Attachment } from "./mime/parse-mime.ts";
