// The commands about an order that was placed, to the real services over HTTP, and how it stands there in the model's words.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ShopAnswer } from "../shop-client.ts";
import { cancelOrder, type Placed } from "../shopper.ts";
import type { Command, CommandOf, Pieces, RefundSubject } from "./commands.ts";
import type { Model } from "./model-state.ts";
import type { Party } from "./party.ts";
import { shareOf } from "./reference-refund.ts";

const money = z.object({ amount: z.int(), currency: z.string() });
const order = z.object({ status: z.string(), totals: z.object({ total: money }) });
const returns = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const payment = z.object({ captured: money, refunded: money });
const named = z.object({ id: z.string() });

/** How the newest order stands. */
export type OrderView = {
  readonly status: string;
  readonly totalMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

type Ordered = { readonly order: Placed; readonly command: Command; readonly model: Model };

export async function readOrder(party: Party, placed: Placed): Promise<OrderView> {
  const { status, totals } = order.parse(await read(party, placed, ""));
  const { client } = party;
  const path = `/payments/${placed.payment?.id}`;
  const paid = placed.payment
    ? payment.parse((await client.persist({ method: "GET", path, headers: rightTo(party, placed) })).body)
    : undefined;
  return {
    status,
    totalMinor: totals.total.amount,
    capturedMinor: paid?.captured.amount ?? 0,
    refundedMinor: paid?.refunded.amount ?? 0,
  };
}

// oxlint-disable-next-line max-params -- whose, of what, and what
async function read(party: Party, placed: Placed, place: string): Promise<unknown> {
  const path = `/orders/${placed.order.id}${place}`;
  const answer = await party.client.persist({ method: "GET", path, headers: rightTo(party, placed) });
  return answer.body;
}

/** A customer's by who they are, a guest's by the order's token. */
function rightTo({ headers }: Party, placed: Placed): Readonly<Record<string, string>> {
  return headers ?? { "x-order-token": placed.order.guestToken };
}

export async function sendAboutOrder(
  party: Party,
  { order: placed, command, model }: Ordered,
): Promise<ShopAnswer> {
  switch (command.type) {
    case "cancel":
      return cancelOrder(party.client, placed, party.headers);
    case "stranger":
      return asStranger(party, placed, command);
    case "ship":
      return asStaff(party, placed, {
        place: "/shipments",
        body: command.pieces ? { lines: [piecesOf(party, placed, command.pieces)] } : {},
      });
    case "give_back":
      return giveBack(party, placed, command);
    case "refund_payment":
      return party.staff.refund(
        placed.payment?.id ?? "",
        shareOf(model.order?.dueMinor ?? 0, command.percent),
      );
    case "refund": {
      const what = await subjectOf(party, { placed, model, subject: command.subject });
      return asStaff(party, placed, {
        place: "/refunds",
        body: { ...what, to: command.to, reason: "proof" },
      });
    }
    default:
      throw new Error(`${command.type} is not about an order.`);
  }
}

type Request = { readonly place: string; readonly body?: unknown };

// oxlint-disable-next-line max-params -- whose, of what, and what
function asStaff(party: Party, { order: { id } }: Placed, { place, body }: Request): Promise<ShopAnswer> {
  return party.staff.ask({
    method: "POST",
    path: `/orders/${id}${place}`,
    key: randomUUID(),
    ...(body !== undefined && { body }),
  });
}

/** A good that was not ordered is a line that there is not. */
// oxlint-disable-next-line max-params -- whose, of what, and what
function piecesOf({ goods }: Party, { order: { lines } }: Placed, { good, quantity }: Pieces) {
  const line = lines.find(({ variantId }) => variantId === goods[good]?.variantId);
  return { lineId: line?.id ?? randomUUID(), quantity };
}

// oxlint-disable-next-line max-params -- whose, of what, and what
function asStranger(
  { client }: Party,
  { order: { id } }: Placed,
  { asks }: CommandOf<"stranger">,
): Promise<ShopAnswer> {
  const path = `/orders/${id}`;
  if (asks !== "refund") return client.persist({ method: asks === "cancel" ? "DELETE" : "GET", path });
  const body = { reason: "mine" };
  return client.persist({ method: "POST", path: `${path}/refunds`, body, key: randomUUID() });
}

/** The answer to the first step; those after it are the staff's and must succeed. */
// oxlint-disable-next-line max-params -- whose, of what, and what
async function giveBack(
  party: Party,
  placed: Placed,
  { good, quantity, isRestocked }: CommandOf<"give_back">,
): Promise<ShopAnswer> {
  const pieces = piecesOf(party, placed, { good, quantity });
  const asked = await party.client.persist({
    method: "POST",
    path: `/orders/${placed.order.id}/returns`,
    body: { lines: [{ ...pieces, reason: "unwanted" }] },
    key: randomUUID(),
    headers: rightTo(party, placed),
  });
  if (asked.status !== 201) return asked;
  const place = `/returns/${named.parse(asked.body).id}`;
  const approved = await asStaff(party, placed, { place: `${place}/approve` });
  if (approved.status !== 200) return approved;
  const body = { lines: [{ ...pieces, restock: isRestocked }] };
  const received = await asStaff(party, placed, { place: `${place}/receive`, body });
  return received.status === 200 ? asked : received;
}

type Asked = { readonly placed: Placed; readonly model: Model; readonly subject: RefundSubject };

async function subjectOf(party: Party, { placed, model, subject }: Asked): Promise<object> {
  switch (subject.of) {
    case "amount":
      return { amount: shareOf(model.order?.totalMinor ?? 0, subject.percent) };
    case "pieces":
      return { lines: [piecesOf(party, placed, subject)] };
    case "shipping":
      return { includeShipping: true };
    case "rest":
      return {};
    case "return": {
      const { items } = returns.parse(await read(party, placed, "/returns"));
      return { returnId: items.find(({ status }) => status === "received")?.id };
    }
  }
}
