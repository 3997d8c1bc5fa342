// A few products in a row under a heading, with a way to more of them where there is one.
import { BareLink, Icon } from "@souk/ui";
import type { Tile } from "../lib/tile.ts";
import { ProductTile } from "./product-tile.tsx";

const SIZES = "(min-width: 66rem) 23vw, 48vw";

type TileRowProps = {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Tile[];
  readonly more?: { readonly href: string; readonly label: string };
  readonly className?: string;
  readonly travels?: boolean;
};

export function TileRow({ id, title, items, more, className, travels = true }: TileRowProps) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={id} className={className}>
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h2 id={id} className="display-type text-2xl">
          {title}
        </h2>
        {more ? (
          <BareLink
            href={more.href}
            className="inline-flex min-h-11 items-center gap-2 text-sm underline-offset-4 hover:underline"
          >
            {more.label}
            <Icon name="arrow-end" className="size-4" />
          </BareLink>
        ) : null}
      </div>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-10 md:gap-x-6 lg:grid-cols-4">
        {items.map((item) => (
          <li key={item.id}>
            <ProductTile item={item} sizes={SIZES} travels={travels} />
          </li>
        ))}
      </ul>
    </section>
  );
}
