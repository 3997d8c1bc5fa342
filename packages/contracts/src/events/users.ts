// What the user service says. Ids only: who needs a name or an address asks for it.
import { z } from "zod";
import { Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

const user = z.object({ userId: Id });
const byUser = (data: { readonly userId: string }): string => data.userId;

export const UserCreated = defineEvent({ type: "user.created.v1", schema: user, keyOf: byUser });
export const UserUpdated = defineEvent({ type: "user.updated.v1", schema: user, keyOf: byUser });

/** Somebody is to be written to about their account; what the mail says is asked for by `mailId` (it may hold a link that is a secret). */
export const AccountMailRequested = defineEvent({
  type: "user.account_mail_requested.v1",
  schema: user.extend({ mailId: Id }),
  keyOf: byUser,
});
