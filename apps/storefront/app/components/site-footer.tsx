// The foot of every page: rooms, help, and the currency.
import type { Category } from "@souk/contracts";
import { BareLink, classes } from "@souk/ui";
import { Form, useLocation } from "react-router";
import { CURRENCIES } from "../lib/currency.ts";
import { useMessages } from "../messages/use-messages.ts";
import { Wordmark } from "./wordmark.tsx";

type FooterLink = { readonly href: string; readonly label: string };

function FooterLinks({ title, links }: { title: string; links: readonly FooterLink[] }) {
  return (
    <nav aria-label={title}>
      <h2 className="eyebrow mb-1">{title}</h2>
      <ul className="text-sm">
        {links.map(({ href, label }) => (
          <li key={href}>
            <BareLink
              href={href}
              className="inline-flex min-h-11 items-center underline-offset-4 hover:underline lg:min-h-9"
            >
              {label}
            </BareLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function CurrencySwitch({ currency }: { currency: string }) {
  const { footer } = useMessages();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/preferences" aria-label={footer.currency} className="flex gap-1">
      <input type="hidden" name="from" value={pathname + search} />
      {CURRENCIES.map((code) => (
        <button
          key={code}
          name="currency"
          value={code}
          aria-pressed={code === currency}
          className={classes(
            "min-h-11 min-w-14 rounded-md border px-3 text-sm",
            code === currency
              ? "border-ink font-medium"
              : "border-transparent text-ink-soft hover:border-control",
          )}
        >
          {code}
          <span className="sr-only">, {footer.currencies[code]}</span>
        </button>
      ))}
    </Form>
  );
}

export function SiteFooter({ categories, currency }: { categories: readonly Category[]; currency: string }) {
  const { footer, header, pages } = useMessages();
  const rooms = categories.filter(({ parentId }) => parentId === null);
  return (
    <footer className="mt-24 border-t border-line bg-sunken lg:mt-36">
      <div className="shell grid gap-x-8 grid-cols-2 gap-y-10 py-14 lg:grid-cols-12 lg:py-20">
        <div className="col-span-2 lg:col-span-5">
          <Wordmark />
          <p className="display-type mt-3 max-w-[18ch] text-2xl text-ink-soft">{footer.line}</p>
        </div>
        <div className="lg:col-span-3">
          <FooterLinks
            title={footer.shop}
            links={[
              ...rooms.map(({ slug, name }) => ({ href: `/categories/${slug}`, label: name })),
              { href: "/products", label: header.allGoods },
            ]}
          />
        </div>
        <div className="lg:col-span-2">
          <FooterLinks
            title={footer.help}
            links={[
              ...Object.entries(pages).map(([slug, label]) => ({ href: `/${slug}`, label })),
              { href: "/gift-cards", label: footer.giftCards },
            ]}
          />
        </div>
        <div className="max-lg:col-span-2 lg:col-span-2">
          <h2 className="eyebrow mb-2">{footer.currency}</h2>
          <CurrencySwitch currency={currency} />
        </div>
      </div>
      <div className="shell border-t border-line py-6 text-xs text-ink-faint">{footer.rights}</div>
    </footer>
  );
}
