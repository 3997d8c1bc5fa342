// What to do where no page of a provider takes the money, such as a transfer to the shop's bank, and until when.
import type { Payment } from "@souk/contracts";
import { Money } from "../../components/money.tsx";
import { dateText } from "../../lib/dates.ts";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

export function TransferInstructions({ payment }: { payment: Payment }) {
  const { dateLocale } = useMessages();
  const { transfer: words } = useAfterSaleMessages();
  return (
    <section aria-labelledby="transfer" className="mt-6 border-s-2 border-saffron bg-sunken px-5 py-4">
      <h2 id="transfer" className="font-medium">
        {words.title}
      </h2>
      <p className="mt-2 max-w-prose text-sm whitespace-pre-line wrap-anywhere">{payment.instructions}</p>
      <dl className="mt-4 flex flex-wrap gap-x-10 gap-y-3 text-sm">
        <div>
          <dt className="text-ink-faint">{words.amount}</dt>
          <dd className="font-medium">
            <Money value={payment.amount} />
          </dd>
        </div>
        {payment.expiresAt === undefined ? null : (
          <div>
            <dt className="text-ink-faint">{words.until}</dt>
            <dd>{dateText(payment.expiresAt, dateLocale)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
