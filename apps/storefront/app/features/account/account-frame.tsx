// The frame of the account's pages: where one can go, and what waits to be done.
import { BareLink, Button, classes } from "@souk/ui";
import type { ReactNode } from "react";
import { Form, useLocation } from "react-router";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";

const places = [
  ["orders", "/account"],
  ["returns", "/account/returns"],
  ["credit", "/account/store-credit"],
  ["methods", "/account/payment-methods"],
  ["profile", "/account/profile"],
  ["addresses", "/account/addresses"],
  ["wishlist", "/wishlist"],
  ["security", "/account/security"],
] as const;

/** Where nothing else fits: asking for the password once more belongs to security. */
const isHere = (pathname: string, place: string): boolean =>
  pathname === place ||
  (place !== "/account" && pathname.startsWith(`${place}/`)) ||
  (place === "/account/security" && pathname === "/account/confirm");

const entry =
  "inline-flex min-h-12 items-center whitespace-nowrap border-b-2 px-1 text-sm lg:min-h-11 lg:w-full lg:border-b-0 lg:border-s-2 lg:px-4";

function Places() {
  const { title, sections } = useAccountAreaMessages();
  const { pathname } = useLocation();
  return (
    <nav aria-label={title}>
      <ul className="scroll-row flex gap-x-5 overflow-x-auto border-b border-line lg:block lg:border-b-0 lg:border-s">
        {places.map(([name, href]) => {
          const isCurrent = isHere(pathname, href);
          return (
            <li key={name} className="-mb-px lg:-ms-px lg:mb-0">
              <BareLink
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={classes(
                  entry,
                  isCurrent && "scrolled-to",
                  isCurrent
                    ? "border-saffron font-medium text-ink"
                    : "border-transparent text-ink-soft hover:text-ink",
                )}
              >
                {sections[name]}
              </BareLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

export function AccountFrame({ children }: { children: ReactNode }) {
  const { signOut } = useAccountAreaMessages();
  return (
    <div className="shell py-6 lg:py-16">
      <div className="gap-x-16 lg:grid lg:grid-cols-12">
        <div className="lg:col-span-3">
          <Places />
          <Form method="post" action="/sign-out" className="mt-4 hidden lg:block">
            <Button tone="quiet" className="px-4!">
              {signOut}
            </Button>
          </Form>
        </div>
        <div className="mt-8 lg:col-span-8 lg:mt-0 xl:col-span-7">{children}</div>
      </div>
      <Form method="post" action="/sign-out" className="mt-12 lg:hidden">
        <Button tone="quiet" className="-ms-2">
          {signOut}
        </Button>
      </Form>
    </div>
  );
}
