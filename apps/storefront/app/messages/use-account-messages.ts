// The words of accounts for the visitor's language.
import { enAccount, type AccountMessages } from "./en-account.ts";
import { enAccountArea, type AccountAreaMessages } from "./en-account-area.ts";
import { useMessages } from "./use-messages.ts";

export const accountMessagesFor = (_locale: string): AccountMessages => enAccount;
export const useAccountMessages = (): AccountMessages => accountMessagesFor(useMessages().locale);
export const accountAreaMessagesFor = (_locale: string): AccountAreaMessages => enAccountArea;
export const useAccountAreaMessages = (): AccountAreaMessages => accountAreaMessagesFor(useMessages().locale);
