// What of an order is on its way, parcel by parcel, and what is still to come.
import type { Order, Shipment } from "@souk/contracts";
import { Badge, buttonClasses } from "@souk/ui";
import { dateText } from "../../lib/dates.ts";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { OrderPart } from "./order-part.tsx";
import { linesOf, stillToCome, type LinePieces } from "./pieces.ts";

export function PieceList({ pieces }: { pieces: readonly LinePieces[] }) {
  return (
    <ul className="grid gap-1 text-sm">
      {pieces.map(({ line, quantity }) => (
        <li key={line.id} className="flex gap-3">
          <span className="figures min-w-6 shrink-0 text-ink-faint">{quantity} ×</span>
          <span className="min-w-0 wrap-anywhere">
            {line.productName}
            {line.variantName ? <span className="text-ink-faint">, {line.variantName}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Tracking({ shipment, name }: { shipment: Shipment; name: string }) {
  const { parcels: words } = useAfterSaleMessages();
  const { trackingNumber, trackingUrl } = shipment;
  if (trackingNumber === null && trackingUrl === null) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      {trackingNumber === null ? null : (
        <dl className="min-w-0 text-sm">
          <dt className="text-ink-faint">{words.tracking}</dt>
          <dd className="figures wrap-anywhere">{trackingNumber}</dd>
        </dl>
      )}
      {trackingUrl === null ? null : (
        <a
          href={trackingUrl}
          rel="noreferrer external"
          aria-label={words.followNamed(name)}
          className={buttonClasses({ tone: "secondary" })}
        >
          {words.follow}
        </a>
      )}
    </div>
  );
}

function Parcel({ order, shipment, name }: { order: Order; shipment: Shipment; name: string }) {
  const { dateLocale } = useMessages();
  const { parcels: words } = useAfterSaleMessages();
  const { shippedAt, deliveredAt, carrier } = shipment;
  const sentOn = dateText(shippedAt, dateLocale);
  return (
    <li className="border-b border-line py-5 first:pt-0">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">{name}</h3>
        <Badge tone="success">{deliveredAt === null ? words.onItsWay : words.arrived}</Badge>
        <p className="w-full text-sm text-ink-soft">
          {carrier === null ? words.sentOn(sentOn) : words.sentOnWith(sentOn, carrier)}
          {deliveredAt === null ? null : (
            <span className="block">{words.arrivedOn(dateText(deliveredAt, dateLocale))}</span>
          )}
        </p>
      </div>
      <PieceList pieces={linesOf(order, shipment.lines)} />
      <Tracking shipment={shipment} name={name} />
    </li>
  );
}

export function OrderParcels({ order }: { order: Order }) {
  const { parcels: words } = useAfterSaleMessages();
  const { shipments } = order;
  if (shipments.length === 0) return null;
  const toCome = stillToCome(order);
  const nameOf = (index: number): string =>
    toCome.length > 0 ? words.parcelSoFar(index + 1) : words.parcel(index + 1, shipments.length);
  return (
    <OrderPart id="parcels" title={words.title}>
      <ul>
        {shipments.map((shipment, index) => (
          <Parcel key={shipment.id} order={order} shipment={shipment} name={nameOf(index)} />
        ))}
        {toCome.length === 0 ? null : (
          <li className="py-5">
            <h3 className="mb-1 font-medium">{words.stillToCome}</h3>
            <p className="mb-3 text-sm text-ink-soft">{words.stillToComeHint}</p>
            <PieceList pieces={toCome} />
          </li>
        )}
      </ul>
    </OrderPart>
  );
}
