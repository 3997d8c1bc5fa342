// The things in the bag, each with its quantity. Every change is a form post; with JavaScript it shows at once and is sent behind the scenes.
import type { Cart, CartLine } from "@souk/contracts";
import { BareLink, Button, classes, Notice, QuantityStepper } from "@souk/ui";
import { useFetcher, type FetcherWithComponents } from "react-router";
import { Money } from "../../components/money.tsx";
import { moneyText } from "../../lib/currency.ts";
import type { Messages } from "../../messages/en.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { readChange } from "./bag-quantity.ts";
import { FormOrigin } from "./form-origin.tsx";

const QUANTITY_PER_LINE_MAX = 99;

function noticeText({ notices }: Messages["cart"], line: CartLine): string | undefined {
  if (line.notice === null) return undefined;
  return line.notice === "fewer_left" ? notices.fewer_left(line.available) : notices[line.notice];
}

function LinePicture({ line, compact }: { line: CartLine; compact: boolean }) {
  return (
    <div
      className={classes("shrink-0 self-start overflow-hidden bg-sunken", compact ? "w-20" : "w-24 sm:w-32")}
    >
      {line.image ? (
        <img
          src={line.image}
          alt=""
          width={256}
          height={320}
          loading="lazy"
          className="aspect-4/5 h-auto w-full object-cover"
        />
      ) : (
        <div className="aspect-4/5" />
      )}
    </div>
  );
}

type LineFetcher = FetcherWithComponents<CartOutcome>;

function LineName({ line }: { line: CartLine }) {
  return (
    <div className="min-w-0 text-sm wrap-anywhere">
      <BareLink
        href={`/products/${line.productSlug}?variant=${encodeURIComponent(line.sku)}`}
        className="font-medium underline-offset-4 hover:underline"
      >
        {line.productName}
      </BareLink>
      {line.variantName ? <p className="text-ink-faint">{line.variantName}</p> : null}
    </div>
  );
}

type LineControlsProps = {
  readonly cartId: string;
  readonly line: CartLine;
  readonly quantity: number;
  readonly fetcher: LineFetcher;
};

function LineControls({ cartId, line, quantity, fetcher }: LineControlsProps) {
  const { cart: words } = useMessages();
  return (
    <div className="mt-auto flex flex-wrap items-center justify-between gap-x-3 pt-2">
      <fetcher.Form method="post" action="/cart">
        <FormOrigin cartId={cartId} />
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="lineId" value={line.id} />
        <QuantityStepper
          name="quantity"
          quantity={quantity}
          max={Math.min(line.available, QUANTITY_PER_LINE_MAX)}
          labels={{
            less: words.less(line.productName),
            more: words.more(line.productName),
            quantity: words.quantity,
          }}
        />
      </fetcher.Form>
      <fetcher.Form method="post" action="/cart">
        <FormOrigin cartId={cartId} />
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="lineId" value={line.id} />
        <button
          className="min-h-11 px-1 text-sm text-ink-soft underline underline-offset-4 hover:text-ink"
          aria-label={words.removeLine(line.productName)}
        >
          {words.remove}
        </button>
      </fetcher.Form>
    </div>
  );
}

/** One press to the quantity that can be had. */
function TakeWhatIsLeft({ cartId, line, fetcher }: Omit<LineControlsProps, "quantity">) {
  const { cart: words } = useMessages();
  return (
    <fetcher.Form method="post" action="/cart" className="mt-2">
      <FormOrigin cartId={cartId} />
      <input type="hidden" name="intent" value="change" />
      <input type="hidden" name="lineId" value={line.id} />
      <Button name="quantity" value={line.available} tone="secondary">
        {words.take(line.available)}
        <span className="sr-only">, {line.productName}</span>
      </Button>
    </fetcher.Form>
  );
}

type CartLineRowProps = { readonly cartId: string; readonly line: CartLine; readonly compact: boolean };

function CartLineRow({ cartId, line, compact }: CartLineRowProps) {
  const { cart: words, locale } = useMessages();
  const fetcher = useFetcher<CartOutcome>({ key: `line-${line.id}` });
  const change = fetcher.formData ? readChange(fetcher.formData) : undefined;
  if (change?.intent === "remove") return null;

  const quantity = change?.intent === "change" ? change.quantity : line.quantity;
  const total = { ...line.total, amount: line.unitPrice.amount * quantity };
  const notice = fetcher.data?.error ?? noticeText(words, line);
  return (
    <li className="flex gap-4 border-b border-line py-5 sm:gap-6">
      <LinePicture line={line} compact={compact} />
      <div className="flex min-w-0 grow flex-col gap-1">
        <div className="flex items-start justify-between gap-4">
          <LineName line={line} />
          <Money value={total} className="shrink-0 text-sm font-medium" />
        </div>
        {quantity > 1 ? (
          <p className="figures text-sm text-ink-faint">{words.each(moneyText(line.unitPrice, locale))}</p>
        ) : null}
        <LineControls cartId={cartId} line={line} quantity={quantity} fetcher={fetcher} />
        {notice ? (
          <Notice tone="warning" assertive={Boolean(fetcher.data?.error)} className="mt-2">
            <p>{notice}</p>
            {line.notice === "fewer_left" ? (
              <TakeWhatIsLeft cartId={cartId} line={line} fetcher={fetcher} />
            ) : null}
          </Notice>
        ) : null}
      </div>
    </li>
  );
}

type CartLinesProps = { readonly cart: Pick<Cart, "id" | "lines">; readonly compact?: boolean };

export function CartLines({ cart, compact = false }: CartLinesProps) {
  return (
    <ul>
      {cart.lines.map((line) => (
        <CartLineRow key={line.id} cartId={cart.id} line={line} compact={compact} />
      ))}
    </ul>
  );
}
