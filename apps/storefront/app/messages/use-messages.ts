// The words for the visitor's language. One language so far; others join here and are chosen by the root.
import { createContext, use } from "react";
import { en, type Messages } from "./en.ts";

export const MessagesContext = createContext<Messages>(en);
export const useMessages = (): Messages => use(MessagesContext);
/** For `meta` functions and the server, which have no context. */
export const messagesFor = (_locale: string): Messages => en;
