// Text that others wrote, made fit for a header and for one line of a mail.

/** Control characters, line ends of every kind, and what turns the direction of writing for all that follows. */
const TROUBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\s]+/gu;

/** No name of a product or a person starts a line or a header of its own making. */
export function oneLine(text: string): string {
  return text.replaceAll(TROUBLE, " ").trim();
}
