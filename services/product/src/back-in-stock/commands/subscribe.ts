// Somebody wants to be told when a variant is back. A guest's address has to be confirmed by a mailed link, else anybody could have mails
// sent to anybody; the answer is the same whether the address is known, full or new.
import { randomBytes } from "node:crypto";
import { BackInStockMailRequested, type BackInStockAnswer } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { UNCONFIRMED_MAX, WAITING_MAX, type Subscriber } from "../domain/subscription.ts";
import {
  countSubscriptions,
  insertSubscription,
  lockSubscriber,
  shareWanted,
} from "../store/subscriptions.ts";

/** 192 bits, 32 characters. */
const TOKEN_BYTES = 24;

export type Subscribe = {
  readonly id: string;
  readonly variantId: string;
  readonly customerId: string | undefined;
  readonly email: string | undefined;
};

export async function subscribe(deps: Deps, command: Subscribe): Promise<BackInStockAnswer["status"]> {
  const { id, variantId } = command;
  const subscriber = await subscriberOf(deps, command);
  return inTransaction(deps.db, async (db) => {
    await lockSubscriber(db, subscriber);
    const wanted = await shareWanted(db, variantId);
    if (wanted === undefined)
      throw new Refusal("not_found", "variant_not_found", "There is no such variant on sale.");
    if (wanted.available > 0) throw new Refusal("conflict", "in_stock", "It is in stock.");
    const counts = await countSubscriptions(db, subscriber, variantId);
    const isFull = counts.live >= WAITING_MAX || counts.unconfirmed >= UNCONFIRMED_MAX;
    if (!counts.isSubscribed && isFull && subscriber.kind === "customer") {
      throw new Refusal("conflict", "waiting_for_too_much", `One waits for at most ${WAITING_MAX} things.`);
    }
    if (!counts.isSubscribed && !isFull) {
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      await insertSubscription(db, { id, variantId, token, subscriber });
      if (subscriber.kind === "guest") {
        await publish(db, BackInStockMailRequested, { subscriptionId: id, purpose: "confirm" });
      }
    }
    return subscriber.kind === "customer" ? "waiting" : "confirmation_sent";
  });
}

/** Who has an account is written to where it says; an address that nobody has confirmed is a guest's, whoever's account it is in. */
async function subscriberOf(deps: Deps, { customerId, email }: Subscribe): Promise<Subscriber> {
  if (customerId === undefined) {
    if (email !== undefined) return { kind: "guest", email };
    throw emailRefused("email_required", "Say where to write to, or sign in.");
  }
  if (email !== undefined) throw emailRefused("email_not_needed", "Your account says where to write to.");
  const mailbox = await deps.accounts.findMailbox(customerId);
  if (mailbox === undefined) throw new Refusal("forbidden", "account_closed", "This account is closed.");
  return mailbox.isVerified ? { kind: "customer", customerId } : { kind: "guest", email: mailbox.email };
}

function emailRefused(code: string, message: string): Refusal {
  return new Refusal("unprocessable", code, message, { fields: [{ pointer: "/email", code, message }] });
}
