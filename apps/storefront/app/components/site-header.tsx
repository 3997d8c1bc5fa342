// The bar at the top of every page: name, rooms, search, account, bag. The menu of small windows is a popover and needs no JavaScript.
import type { Category } from "@souk/contracts";
import { BareLink, Icon } from "@souk/ui";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { useMessages } from "../messages/use-messages.ts";
import { Wordmark } from "./wordmark.tsx";

const MENU_ID = "site-menu";
const iconButton = "grid size-12 place-items-center rounded-md hover:bg-sunken";

function Rooms({ rooms, className }: { rooms: readonly Category[]; className: string }) {
  return rooms.map((room) => (
    <li key={room.id}>
      <BareLink href={`/categories/${room.slug}`} className={className}>
        {room.name}
      </BareLink>
    </li>
  ));
}

function MenuRooms({ categories }: { categories: readonly Category[] }) {
  return categories
    .filter(({ parentId }) => parentId === null)
    .map((room) => (
      <li key={room.id} className="border-b border-line py-3">
        <BareLink
          href={`/categories/${room.slug}`}
          className="display-type flex min-h-11 items-center text-xl"
        >
          {room.name}
        </BareLink>
        <ul className="mt-1">
          <Rooms
            rooms={categories.filter(({ parentId }) => parentId === room.id)}
            className="flex min-h-11 items-center text-sm text-ink-soft hover:text-ink"
          />
        </ul>
      </li>
    ));
}

function Menu({
  categories,
  account,
}: {
  categories: readonly Category[];
  account: { href: string; label: string };
}) {
  const { header, common } = useMessages();
  const { key } = useLocation(); // Another page, without a reload: a new panel, which is closed.
  return (
    <div key={key} id={MENU_ID} popover="auto" className="menu-panel">
      <div className="flex items-center justify-between py-2 ps-5 pe-2">
        <span className="eyebrow">{header.menu}</span>
        <button type="button" popoverTarget={MENU_ID} popoverTargetAction="hide" className={iconButton}>
          <Icon name="close" className="size-5" />
          <span className="sr-only">{common.close}</span>
        </button>
      </div>
      <nav aria-label={header.menu} className="px-5 pb-12">
        <ul>
          <MenuRooms categories={categories} />
        </ul>
        <ul className="mt-4 text-sm">
          <li>
            <BareLink href="/products" className="flex min-h-11 items-center">
              {header.allGoods}
            </BareLink>
          </li>
          <li>
            <BareLink href={account.href} className="flex min-h-11 items-center">
              {account.label}
            </BareLink>
          </li>
        </ul>
      </nav>
    </div>
  );
}

type SiteHeaderProps = {
  readonly categories: readonly Category[];
  readonly isSignedIn: boolean;
  readonly search: ReactNode;
  readonly bag: ReactNode;
};

export function SiteHeader({ categories, isSignedIn, search, bag }: SiteHeaderProps) {
  const { header } = useMessages();
  const account = isSignedIn
    ? { href: "/account", label: header.account }
    : { href: "/sign-in", label: header.signIn };
  return (
    <header className="site-header sticky top-0 z-20 border-b border-line bg-paper">
      <div className="shell flex h-16 items-center gap-x-6 max-lg:pe-2 max-lg:ps-2 lg:h-[4.75rem]">
        <div className="flex flex-1 lg:hidden">
          <button type="button" popoverTarget={MENU_ID} className={iconButton}>
            <Icon name="menu" />
            <span className="sr-only">{header.menu}</span>
          </button>
        </div>
        <Wordmark />
        <nav aria-label={header.navigation} className="hidden lg:block">
          <ul className="flex gap-x-1 text-sm">
            <Rooms
              rooms={categories.filter(({ parentId }) => parentId === null)}
              className="inline-flex min-h-11 items-center whitespace-nowrap px-2.5 underline-offset-[0.4em] hover:underline"
            />
          </ul>
        </nav>
        <div className="flex flex-1 items-center justify-end lg:gap-1">
          <div className="hidden w-full max-w-72 lg:block">{search}</div>
          <BareLink href="/products/search" className={`${iconButton} lg:hidden`}>
            <Icon name="search" />
            <span className="sr-only">{header.search}</span>
          </BareLink>
          <BareLink href={account.href} className={`${iconButton} max-lg:hidden`}>
            <Icon name="person" />
            <span className="sr-only">{account.label}</span>
          </BareLink>
          {bag}
        </div>
      </div>
      <Menu categories={categories} account={account} />
    </header>
  );
}
