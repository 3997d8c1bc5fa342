// The entrance: one large picture, a few chosen things, the rooms, what is new.
import type { Category } from "@souk/contracts";
import { BareLink, ButtonLink, Picture } from "@souk/ui";
import { useRouteLoaderData } from "react-router";
import { priceText } from "../components/product-tile.tsx";
import { TileRow } from "../components/tile-row.tsx";
import { childrenOf } from "../features/catalogue/category-tree.ts";
import { loadTrending, trendingRow } from "../features/product/beside.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { tilePicture, toTiles, type Tile } from "../lib/tile.ts";
import { useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/home";

const FEATURED_MAX = 7;
const NEW_MAX = 4;
const ROW_SPACE = "shell mt-24 lg:mt-36";

export async function loader({ context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const { currency } = shop;
  const [featured, newest, wanted] = await Promise.all([
    shop.api.products.list({ featured: true, limit: FEATURED_MAX, currency }),
    shop.api.products.list({ sort: "newest", limit: NEW_MAX + FEATURED_MAX, currency }),
    loadTrending(shop),
  ]);
  const shown = new Set(featured.data.items.map(({ id }) => id));
  const arrived = newest.data.items.filter(({ id }) => !shown.has(id)).slice(0, NEW_MAX);
  return {
    featured: toTiles(featured.data.items),
    newest: toTiles(arrived),
    trending: trendingRow(wanted, new Set([...shown, ...arrived.map(({ id }) => id)])),
    publicUrl: shop.parts.publicUrl,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { shop } = messagesFor("en");
  const image = loaderData?.featured[0]?.image?.url;
  return pageMeta({
    title: shop.title,
    description: shop.description,
    path: "/",
    publicUrl: loaderData?.publicUrl ?? "",
    image,
  });
};

type HeroPictureProps = {
  readonly item: Tile;
  readonly sizes: string;
  readonly eager: boolean;
  readonly pictureClassName?: string;
};

function HeroPicture({ item, sizes, eager, pictureClassName }: HeroPictureProps) {
  const messages = useMessages();
  return (
    <BareLink href={`/products/${item.slug}`} className="group block">
      <Picture
        source={tilePicture(item)}
        sizes={sizes}
        eager={eager}
        decorative
        className={pictureClassName}
      />
      <span className="shell flex flex-wrap justify-between gap-x-4 pt-3 text-sm lg:px-0">
        <span className="underline-offset-4 group-hover:underline">{item.name}</span>
        <span className="figures whitespace-nowrap text-ink-faint">{priceText(item, messages)}</span>
      </span>
    </BareLink>
  );
}

function Hero({ items }: { items: readonly Tile[] }) {
  const { home } = useMessages();
  const [first, second] = items;
  return (
    <section className="grid gap-x-6 gap-y-10 pt-10 lg:mx-auto lg:max-w-[92rem] lg:grid-cols-12 lg:px-[clamp(1.25rem,4vw,3.5rem)] lg:pt-0">
      <div className="shell lg:col-span-5 lg:px-0 lg:flex lg:flex-col lg:justify-between lg:pt-16 lg:pb-10">
        <h1 className="display-type max-w-[11ch] text-display">{home.title}</h1>
        <div className="mt-6 lg:mt-12">
          <p className="max-w-[36ch] text-lg text-ink-soft">{home.intro}</p>
          <ButtonLink href="/products" size="large" className="mt-7">
            {home.enter}
          </ButtonLink>
        </div>
      </div>
      <div className="lg:col-span-5">
        {first ? (
          <HeroPicture
            item={first}
            sizes="(min-width: 66rem) 40vw, 100vw"
            eager
            pictureClassName="lg:max-h-[42rem]"
          />
        ) : null}
      </div>
      <div className="hidden self-end lg:col-span-2 lg:block">
        {second ? <HeroPicture item={second} sizes="16vw" eager={false} /> : null}
      </div>
    </section>
  );
}

/** The rooms as an index: large words in a list, as over the doors of a market hall. */
function Rooms({ categories }: { categories: readonly Category[] }) {
  const { home } = useMessages();
  return (
    <section aria-labelledby="rooms" className="mt-24 bg-sunken py-16 lg:mt-36 lg:py-24">
      <div className="shell grid gap-x-6 gap-y-8 lg:grid-cols-12">
        <div className="lg:col-span-4">
          <h2 id="rooms" className="display-type text-2xl">
            {home.rooms}
          </h2>
          <p className="mt-3 max-w-[34ch] text-ink-soft">{home.roomsIntro}</p>
        </div>
        <ul className="lg:col-span-8">
          {childrenOf(categories, null).map((room) => (
            <li key={room.id} className="border-t border-line last:border-b">
              <BareLink
                href={`/categories/${room.slug}`}
                className="group grid min-h-20 items-baseline gap-x-6 py-5 sm:grid-cols-2"
              >
                <span className="display-type text-3xl underline-offset-[0.12em] decoration-1 group-hover:underline">
                  {room.name}
                </span>
                <span className="text-sm text-ink-soft">
                  {childrenOf(categories, room.id)
                    .map(({ name }) => name)
                    .join(", ") || room.description}
                </span>
              </BareLink>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Promises() {
  const { home } = useMessages();
  return (
    <section
      aria-label={home.promisesLabel}
      className="shell mt-24 grid gap-x-6 gap-y-10 sm:grid-cols-3 lg:mt-36"
    >
      {home.promises.map(({ title, text }) => (
        <div key={title} className="border-t border-ink pt-4">
          <h2 className="display-type text-xl">{title}</h2>
          <p className="mt-2 max-w-[38ch] text-sm text-ink-soft">{text}</p>
        </div>
      ))}
    </section>
  );
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { home } = useMessages();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const { home: more } = useCatalogueMessages();
  const { featured, newest, trending } = loaderData;
  return (
    <>
      <Hero items={featured} />
      <TileRow
        id="featured"
        title={home.featured}
        items={featured.slice(2, 6)}
        more={{ href: "/products", label: home.featuredMore }}
        className={ROW_SPACE}
      />
      <Rooms categories={categories} />
      <TileRow id="trending" title={more.trending} items={trending} className={ROW_SPACE} />
      <TileRow
        id="newest"
        title={home.newest}
        items={newest}
        more={{ href: "/products?sort=newest", label: home.newestMore }}
        className={ROW_SPACE}
      />
      <Promises />
    </>
  );
}
