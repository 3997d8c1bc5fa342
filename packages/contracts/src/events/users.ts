// What the user service says. Ids only: who needs a name or an address asks for it.
import { z } from "zod";
import { Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

const user = z.object({ userId: Id });
const byUser = (data: { readonly userId: string }): string => data.userId;

export const UserCreated = defineEvent({ type: "user.created.v1", schema: user, keyOf: byUser });
export const UserUpdated = defineEvent({ type: "user.updated.v1", schema: user, keyOf: byUser });
