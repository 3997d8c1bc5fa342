// The reference model: what a shop must do and answer, told without a second thought. The real one is compared with it.
import type { Command } from "./commands.ts";
import { done, emptyCart, made, type Model, refused, type Reply, totalOf } from "./model-state.ts";
import * as carts from "./reference-cart.ts";
import * as orders from "./reference-order.ts";
import * as refunds from "./reference-refund.ts";

/** Does the command to the model, and gives what the shop must answer; undefined where there is nothing to ask of it. */
export function predict(model: Model, command: Command): Reply | undefined {
  const reply = replyTo(model, command);
  // Staff who change a price show it to nobody: the shopper's next look does.
  if (command.type !== "reprice") model.seenMinor = totalOf(model);
  return reply;
}

// oxlint-disable-next-line complexity -- a table of all there is
function replyTo(model: Model, command: Command): Reply | undefined {
  switch (command.type) {
    case "open":
      Object.assign(model, emptyCart());
      return made;
    case "add":
      return carts.add(model, command);
    case "change":
      return carts.change(model, command);
    case "remove":
      return carts.remove(model, command.good);
    case "describe":
      return carts.onOpenCart(model, () => (model.isDescribed = true));
    case "coupons":
      return carts.applyCoupons(model, command.names);
    case "gift_card":
      return carts.chooseGiftCard(model, command.card);
    case "store_credit":
      return carts.chooseStoreCredit(model, command);
    case "second_tab":
      return carts.fromSecondTab(model, command);
    case "count":
      return carts.count(model, command);
    case "reprice":
      model.pricesMinor[command.good] = command.priceMinor;
      return done;
    case "order":
      model.lastReply = orders.place(model, command);
      return model.lastReply;
    case "repeat":
      return model.lastReply;
    case "reuse_key":
      return model.lastReply && refused(422, "idempotency_key_reused");
    case "stranger":
      return orders.askedByStranger(model, command.asks);
    case "cancel":
      return orders.cancel(model);
    case "ship":
      return orders.ship(model, command.pieces);
    case "give_back":
      return orders.giveBack(model, command);
    case "refund_payment":
      return refunds.refundPayment(model, command.percent);
    case "refund":
      return refunds.refund(model, command);
  }
}
