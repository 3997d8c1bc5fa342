// The same commands to the real services over HTTP, and how things stand there in the model's words.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inTurns } from "../crowd.ts";
import type { ShopAnswer, ShopCall, ShopClient } from "../shop-client.ts";
import { ADDRESS, cancelOrder, type Placed, placedOrder } from "../shopper.ts";
import type { Staff } from "../staff.ts";
import { type Command, type Model, refundOf, type Reply, totalOf } from "./reference.ts";

const money = z.object({ amount: z.int(), currency: z.string() });
const cart = z.object({
  id: z.string(),
  status: z.string(),
  lines: z.array(z.object({ id: z.string(), variantId: z.string(), quantity: z.int() })),
  totals: z.object({ subtotal: money, total: money }),
});
export type CartView = z.infer<typeof cart>;
const order = z.object({ status: z.string(), totals: z.object({ total: money }) });
const payment = z.object({ captured: money, refunded: money });
const named = z.object({ id: z.string() });
const problem = z.object({ code: z.string() });

/** How the newest order stands. */
export type OrderView = {
  readonly status: string;
  readonly totalMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

export type Party = {
  readonly client: ShopClient;
  readonly staff: Staff;
  readonly variantIds: readonly string[];
};

export class RealShop {
  readonly #party: Party;
  #cart: CartView | undefined;
  #order: Placed | undefined;
  readonly #unpaid: Placed[] = [];
  #submission: ShopCall | undefined;

  constructor(party: Party) {
    this.#party = party;
  }

  async do(command: Command, model: Model): Promise<Reply> {
    const answer = await this.#send(command, model);
    const { data } = problem.safeParse(answer.body);
    return {
      status: answer.status === 204 ? 200 : answer.status,
      code: answer.status < 400 ? undefined : data?.code,
    };
  }

  goodOf(variantId: string): number {
    return this.#party.variantIds.indexOf(variantId);
  }

  async readCart(): Promise<CartView> {
    const { client } = this.#party;
    this.#cart = cart.parse((await client.persist({ method: "GET", path: `/carts/${this.#cart?.id}` })).body);
    return this.#cart;
  }

  async readOrder(): Promise<OrderView | undefined> {
    if (!this.#order) return undefined;
    const { client } = this.#party;
    const headers = { "x-order-token": this.#order.order.guestToken };
    const path = `/orders/${this.#order.order.id}`;
    const { status, totals } = order.parse((await client.persist({ method: "GET", path, headers })).body);
    const paid = payment.parse(
      (await client.persist({ method: "GET", path: `/payments/${this.#order.payment?.id}`, headers })).body,
    );
    return {
      status,
      totalMinor: totals.total.amount,
      capturedMinor: paid.captured.amount,
      refundedMinor: paid.refunded.amount,
    };
  }

  /** Gives up what nobody will pay; those that were cancelled are refused. */
  async leave(): Promise<void> {
    await inTurns(this.#unpaid, (unpaid) => cancelOrder(this.#party.client, unpaid));
  }

  readAvailable(): Promise<readonly number[]> {
    const { staff, variantIds } = this.#party;
    return Promise.all(variantIds.map((variantId) => staff.available(variantId)));
  }

  async #send(command: Command, model: Model): Promise<ShopAnswer> {
    const { client, staff, variantIds } = this.#party;
    switch (command.type) {
      case "open":
        return this.#keepCart(
          await client.persist({ method: "POST", path: "/carts", body: {}, key: randomUUID() }),
        );
      case "add":
        return this.#onCart("POST", "/lines", {
          variantId: variantIds[command.good],
          quantity: command.quantity,
        });
      case "change":
        return this.#onCart("PATCH", this.#lineOf(command.good), { quantity: command.quantity });
      case "remove":
        return this.#onCart("DELETE", this.#lineOf(command.good));
      case "describe":
        return this.#onCart("PUT", "", {
          email: `${randomUUID()}@example.com`,
          shippingAddress: ADDRESS,
          shippingMethodId: "standard",
        });
      case "count":
        // Goods that were paid leave a moment later; a count in between would be of another moment than the model's.
        await staff.waitForHolds(variantIds[command.good] ?? "", model.held[command.good] ?? 0);
        return staff.countStock(variantIds[command.good] ?? "", command.onHand);
      case "order":
        return this.#submit(this.#orderCall(command, totalOf(model)));
      case "repeat":
        return this.#submission ? this.#submit(this.#submission) : { status: 0, body: undefined };
      case "cancel":
        return this.#order ? cancelOrder(client, this.#order) : { status: 0, body: undefined };
      case "ship":
        return this.#staffAsk("/shipments", {});
      case "give_back":
        return this.#giveBack();
      case "refund":
        return staff.refund(
          this.#order?.payment?.id ?? "",
          model.order ? refundOf(model.order, command.percent) : 0,
        );
    }
  }

  #staffAsk(place: string, body?: unknown): Promise<ShopAnswer> {
    const path = `/orders/${this.#order?.order.id}${place}`;
    return this.#party.staff.ask({
      method: "POST",
      path,
      key: randomUUID(),
      ...(body !== undefined && { body }),
    });
  }

  /** The answer to the first step; those after it are the staff's and must succeed. */
  async #giveBack(): Promise<ShopAnswer> {
    const { id, guestToken, lines } = this.#order?.order ?? { id: "", guestToken: "", lines: [] };
    const pieces = lines.map(({ id: lineId, quantity }) => ({ lineId, quantity }));
    const asked = await this.#party.client.persist({
      method: "POST",
      path: `/orders/${id}/returns`,
      body: { lines: pieces.map((piece) => ({ ...piece, reason: "unwanted" })) },
      key: randomUUID(),
      headers: { "x-order-token": guestToken },
    });
    if (asked.status !== 201) return asked;
    const place = `/returns/${named.parse(asked.body).id}`;
    const approved = await this.#staffAsk(`${place}/approve`);
    if (approved.status !== 200) return approved;
    const back = { lines: pieces.map((piece) => ({ ...piece, restock: true })) };
    const received = await this.#staffAsk(`${place}/receive`, back);
    return received.status === 200 ? asked : received;
  }

  #onCart(method: ShopCall["method"], place: string, body?: unknown): Promise<ShopAnswer> {
    const path = `/carts/${this.#cart?.id}${place}`;
    return this.#party.client.persist({ method, path, ...(body !== undefined && { body }) });
  }

  #orderCall({ token, totalOff }: Command & { type: "order" }, totalMinor: number): ShopCall {
    const body = {
      cartId: this.#cart?.id,
      expectedTotal: { amount: totalMinor + totalOff, currency: "EUR" },
      payment: { provider: "sandbox", token },
    };
    return { method: "POST", path: "/orders", key: randomUUID(), body };
  }

  async #submit(call: ShopCall): Promise<ShopAnswer> {
    const isNew = call !== this.#submission;
    this.#submission = call;
    const answer = await this.#party.client.persist(call);
    if (answer.status !== 201 || !isNew) return answer;
    this.#order = placedOrder(answer);
    if (this.#order?.order.status === "pending") this.#unpaid.push(this.#order);
    return answer;
  }

  #keepCart(answer: ShopAnswer): ShopAnswer {
    this.#cart = cart.parse(answer.body);
    return answer;
  }

  #lineOf(good: number): string {
    const variantId = this.#party.variantIds[good];
    return `/lines/${this.#cart?.lines.find((line) => line.variantId === variantId)?.id}`;
  }
}
