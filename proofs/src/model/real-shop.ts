// The same commands to the real services over HTTP: what a shopper does with a cart, and what staff do to its goods. real-order.ts has the rest.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inTurns } from "../crowd.ts";
import type { ShopAnswer, ShopCall } from "../shop-client.ts";
import { ADDRESS, cancelOrder, type Placed, placedOrder } from "../shopper.ts";
import type { Command, CommandOf } from "./commands.ts";
import { type Model, type Reply, totalOf } from "./model-state.ts";
import type { Party } from "./party.ts";
import { readOrder, type OrderView, sendAboutOrder } from "./real-order.ts";

const money = z.object({ amount: z.int(), currency: z.string() });
const cart = z.object({
  id: z.string(),
  version: z.int(),
  status: z.string(),
  lines: z.array(z.object({ id: z.string(), variantId: z.string(), quantity: z.int() })),
  totals: z.object({ subtotal: money, total: money }),
});
export type CartView = z.infer<typeof cart>;
const problem = z.object({ code: z.string() });
const balance = z.object({ balance: money });
const balances = z.object({ items: z.array(balance) });

const UNKNOWN_CARD = "0000-0000-0000-0000";
const nothingToAsk: ShopAnswer = { status: 0, body: undefined };

type Submission = { readonly call: ShopCall; readonly cartId: string | undefined };

export class RealShop {
  readonly #party: Party;
  #cart: CartView | undefined;
  #order: Placed | undefined;
  readonly #unpaid: Placed[] = [];
  #submission: Submission | undefined;

  constructor(party: Party) {
    this.#party = party;
  }

  /** `model`: as it was before the command. */
  async do(command: Command, model: Model): Promise<Reply> {
    const answer = await this.#send(command, model);
    const { data } = problem.safeParse(answer.body);
    return {
      status: answer.status === 204 ? 200 : answer.status,
      code: answer.status < 400 ? undefined : data?.code,
    };
  }

  goodOf(variantId: string): number {
    return this.#party.goods.findIndex((good) => good.variantId === variantId);
  }

  async readCart(): Promise<CartView> {
    this.#cart = cart.parse((await this.#ask({ method: "GET", path: `/carts/${this.#cart?.id}` })).body);
    return this.#cart;
  }

  async readOrder(): Promise<OrderView | undefined> {
    return this.#order && readOrder(this.#party, this.#order);
  }

  /** What is left on the gift card and of the customer's store credit. */
  async readCredits(): Promise<readonly number[]> {
    const { client, staff, giftCard, headers } = this.#party;
    const card = await staff.ask({ method: "GET", path: `/gift-cards/${giftCard.id}` });
    const left = balance.parse(card.body).balance.amount;
    if (!headers) return [left, 0];
    const { items } = balances.parse(
      (await client.persist({ method: "GET", path: "/store-credit", headers })).body,
    );
    return [left, items.reduce((sum, one) => sum + one.balance.amount, 0)];
  }

  /** Gives up what nobody will pay; those that were cancelled are refused. */
  async leave(): Promise<void> {
    const { client, headers } = this.#party;
    await inTurns(this.#unpaid, (unpaid) => cancelOrder(client, unpaid, headers));
  }

  readAvailable(): Promise<readonly number[]> {
    const { staff, goods } = this.#party;
    return Promise.all(goods.map(({ variantId }) => staff.available(variantId)));
  }

  // oxlint-disable-next-line complexity -- a table of all there is
  async #send(command: Command, model: Model): Promise<ShopAnswer> {
    const { goods, giftCard, coupons } = this.#party;
    switch (command.type) {
      case "open":
        return this.#keepCart(
          await this.#ask({ method: "POST", path: "/carts", body: {}, key: randomUUID() }),
        );
      case "add":
        return this.#onCart("POST", "/lines", {
          variantId: goods[command.good]?.variantId,
          quantity: command.quantity,
        });
      case "change":
        return this.#onCart("PATCH", this.#lineOf(command.good), { quantity: command.quantity });
      case "remove":
        return this.#onCart("DELETE", this.#lineOf(command.good));
      case "describe":
        return this.#onCart("PUT", "", {
          email: this.#party.email,
          shippingAddress: ADDRESS,
          shippingMethodId: "standard",
        });
      case "coupons":
        return this.#onCart("PUT", "", { couponCodes: command.names.map((name) => coupons[name]) });
      case "gift_card": {
        const codes = { own: [giftCard.code], unknown: [UNKNOWN_CARD], none: [] };
        return this.#onCart("PUT", "", { giftCardCodes: codes[command.card] });
      }
      case "store_credit":
        return this.#onCart("PUT", "", { useStoreCredit: command.uses });
      case "second_tab":
        return this.#fromSecondTab(command.good);
      case "count":
        return this.#count(command, model);
      case "reprice":
        return goods[command.good]?.reprice(command.priceMinor) ?? nothingToAsk;
      case "order":
        return this.#submit({ call: this.#orderCall(command, model), cartId: this.#cart?.id });
      case "repeat":
        return this.#submission ? this.#submit(this.#submission) : nothingToAsk;
      case "reuse_key":
        return this.#reuseKey();
      case "stranger":
        if (command.asks === "cart") return this.#party.client.persist(this.#cartCall("GET", ""));
        break;
      default:
    }
    return this.#order ? sendAboutOrder(this.#party, { order: this.#order, command, model }) : nothingToAsk;
  }

  async #count({ good, onHand }: CommandOf<"count">, model: Model): Promise<ShopAnswer> {
    const { staff, goods } = this.#party;
    const variantId = goods[good]?.variantId ?? "";
    // Goods that were paid leave a moment later; a count in between would be of another moment than the model's.
    await staff.waitForHolds(variantId, model.held[good] ?? 0);
    return staff.countStock(variantId, onHand);
  }

  /** As whose cart this is, unless it says otherwise. */
  #ask(call: ShopCall): Promise<ShopAnswer> {
    const { client, headers } = this.#party;
    return client.persist({ ...call, ...(headers && { headers: { ...headers, ...call.headers } }) });
  }

  #cartCall(method: ShopCall["method"], place: string): ShopCall {
    return { method, path: `/carts/${this.#cart?.id}${place}` };
  }

  // oxlint-disable-next-line max-params -- the parts of a request
  #onCart(method: ShopCall["method"], place: string, body?: unknown): Promise<ShopAnswer> {
    return this.#ask({ ...this.#cartCall(method, place), ...(body !== undefined && { body }) });
  }

  #fromSecondTab(good: number): Promise<ShopAnswer> {
    const headers = { "if-match": `"v${(this.#cart?.version ?? 1) - 1}"` };
    return this.#ask({ ...this.#cartCall("PATCH", this.#lineOf(good)), body: { quantity: 1 }, headers });
  }

  #orderCall({ token, sees }: CommandOf<"order">, model: Model): ShopCall {
    const now = totalOf(model);
    const amount = { now, before: model.seenMinor, other: now + 1 }[sees];
    const body = {
      cartId: this.#cart?.id,
      expectedTotal: { amount, currency: "EUR" },
      payment: { provider: "sandbox", token },
    };
    return { method: "POST", path: "/orders", key: randomUUID(), body };
  }

  async #submit(submission: Submission): Promise<ShopAnswer> {
    const isNew = submission !== this.#submission;
    this.#submission = submission;
    const answer = await this.#ask(submission.call);
    if (answer.status !== 201 || !isNew) return answer;
    this.#order = placedOrder(answer);
    if (this.#order?.order.status === "pending") this.#unpaid.push(this.#order);
    return answer;
  }

  /** Another request for the same cart under the key of the last one. */
  async #reuseKey(): Promise<ShopAnswer> {
    if (!this.#submission) return nothingToAsk;
    const { call, cartId } = this.#submission;
    return this.#ask({ ...call, body: { cartId } });
  }

  #keepCart(answer: ShopAnswer): ShopAnswer {
    this.#cart = cart.parse(answer.body);
    return answer;
  }

  #lineOf(good: number): string {
    const line = this.#cart?.lines.find(({ variantId }) => this.goodOf(variantId) === good);
    return `/lines/${line?.id}`;
  }
}
