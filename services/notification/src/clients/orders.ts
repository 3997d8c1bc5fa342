// Asks the order service for what a mail says about an order: only when the mail is sent, so that none of it is kept here.
import { OrderService } from "@souk/contracts/rpc";
import { money } from "@souk/money";
import type { Rpc } from "@souk/rpc";
import type { MailAddress, MailOrder } from "../templates/mail-order.ts";
import { oneLine } from "../templates/one-line.ts";

export type OrderToTell = MailOrder & { readonly email: string };
export type OrdersClient = { load(orderId: string): Promise<OrderToTell> };

export function createOrdersClient(rpc: Rpc, publicUrl: () => string): OrdersClient {
  const client = rpc.client(OrderService);
  const absolute = (path: string): string => new URL(path, publicUrl()).href;
  return {
    async load(orderId) {
      const order = await client.getOrder({ orderId });
      const amount = (minor: bigint) => money(Number(minor), order.currency);
      return {
        number: oneLine(order.number),
        email: order.email,
        firstName: oneLine(order.firstName),
        lines: order.lines.map((line) => ({
          id: line.lineId,
          productName: oneLine(line.productName),
          variantName: oneLine(line.variantName),
          quantity: line.quantity,
          unitPrice: amount(line.unitPriceMinor),
          total: amount(line.totalMinor),
          imageUrl: line.imagePath === "" ? null : absolute(asJpeg(line.imagePath)),
        })),
        totals: {
          subtotal: amount(order.subtotalMinor),
          discount: amount(order.discountMinor),
          shipping: amount(order.shippingMinor),
          tax: amount(order.taxMinor),
          total: amount(order.totalMinor),
        },
        shippingMethodName: oneLine(order.shippingMethodName),
        address: order.shippingAddress === undefined ? null : toAddress(order.shippingAddress),
        orderUrl: absolute(order.orderPath),
      };
    },
  };
}

/** Every picture exists in this format too, and some mail programs know no newer one. */
function asJpeg(imagePath: string): string {
  return imagePath.replace(/\.(?:webp|avif)$/, ".jpg");
}

function toAddress(address: MailAddress): MailAddress {
  return {
    firstName: oneLine(address.firstName),
    lastName: oneLine(address.lastName),
    street: oneLine(address.street),
    street2: oneLine(address.street2),
    city: oneLine(address.city),
    state: oneLine(address.state),
    zipCode: oneLine(address.zipCode),
    country: oneLine(address.country),
  };
}
