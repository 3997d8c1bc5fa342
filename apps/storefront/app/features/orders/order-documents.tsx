// The order's invoices and credit notes, to download.
import type { Invoice } from "@souk/contracts";
import { buttonClasses } from "@souk/ui";
import { Money } from "../../components/money.tsx";
import { NumberKept } from "../../components/number-kept.tsx";
import { dateText } from "../../lib/dates.ts";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { OrderPart } from "./order-part.tsx";

/** A document of its own for the browser: the router must not read it as a page. */
function DocumentRow({ invoice }: { invoice: Invoice }) {
  const { dateLocale } = useMessages();
  const { documents: words } = useAfterSaleMessages();
  const { id, orderId, kind, number, total, issuedAt } = invoice;
  return (
    <li className="flex items-center justify-between gap-x-6 border-b border-line py-3 text-sm">
      <span className="min-w-0 grow">
        <span className="block font-medium">
          <NumberKept text={words.line(words.kinds[kind], number)} number={number} />
        </span>
        <span className="block text-ink-faint">{words.from(dateText(issuedAt, dateLocale))}</span>
      </span>
      <Money value={total} className="shrink-0 whitespace-nowrap" />
      <a href={`/orders/${orderId}/invoices/${id}`} className={buttonClasses({ tone: "quiet" })}>
        {words.download}
        <span className="sr-only">{words.line(words.kinds[kind], number)}</span>
      </a>
    </li>
  );
}

export function OrderDocuments({ invoices }: { invoices: readonly Invoice[] }) {
  const { documents: words } = useAfterSaleMessages();
  if (invoices.length === 0) return null;
  return (
    <OrderPart id="documents" title={words.title}>
      <ul className="border-t border-line">
        {invoices.map((invoice) => (
          <DocumentRow key={invoice.id} invoice={invoice} />
        ))}
      </ul>
    </OrderPart>
  );
}
