// The words of codes, credit and payment for the visitor's language.
import { enPaying, type PayingMessages } from "./en-paying.ts";
import { useMessages } from "./use-messages.ts";

/** For `meta` functions and the server, which have no context. */
export const payingMessagesFor = (_locale: string): PayingMessages => enPaying;
export const usePayingMessages = (): PayingMessages => payingMessagesFor(useMessages().locale);
