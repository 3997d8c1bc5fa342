// The evidence pack: what the order itself says, in the words a bank reads.

/** What an order tells a bank. */
export type ToldOrder = {
  readonly number: string;
  readonly status: string;
  readonly placedAt: string;
  readonly customerEmail: string;
  readonly customerName: string;
  readonly shippingAddress: string;
  readonly lines: readonly { readonly name: string; readonly sku: string; readonly quantity: number }[];
  readonly shipment: Shipment | undefined;
};
export type Shipment = {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly shippedAt: Date;
};

/** What is told for us in a dispute: plain sentences and facts. */
export type DisputeEvidence = {
  readonly customerEmail: string;
  readonly customerName: string;
  readonly shippingAddress: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly shippedAt: Date | null;
  readonly goods: string;
  readonly explanation: string;
};

export function evidenceOf(order: ToldOrder, explanation: string): DisputeEvidence {
  const { number, placedAt, customerEmail, customerName, shippingAddress, lines } = order;
  const goods = lines.map(({ quantity, name, sku }) => `${quantity} × ${name} (${sku})`).join("\n");
  const facts = [`Order ${number} was placed on ${placedAt}.`, `Its state today: ${order.status}.`];
  return {
    customerEmail,
    customerName,
    shippingAddress,
    carrier: order.shipment?.carrier ?? null,
    trackingNumber: order.shipment?.trackingNumber ?? null,
    shippedAt: order.shipment?.shippedAt ?? null,
    goods,
    explanation: [explanation, ...facts].join("\n"),
  };
}
