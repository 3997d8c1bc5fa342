// The frame of every page: language, fonts, header, footer, bag; and the page shown when something fails.
import frauncesUrl from "@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url";
import interUrl from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { LinkProvider } from "@souk/ui";
import type { ReactNode } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from "react-router";
import type { Route } from "./+types/root";
import styles from "./app.css?url";
import iconUrl from "./icon.svg?no-inline";
import { ErrorPage } from "./components/error-page.tsx";
import { NavigationProgress } from "./components/navigation-progress.tsx";
import { RouterLink } from "./components/router-link.tsx";
import { SiteFooter } from "./components/site-footer.tsx";
import { SiteHeader } from "./components/site-header.tsx";
import { BagButton } from "./features/cart/bag-button.tsx";
import { BagSheetProvider } from "./features/cart/bag-sheet.tsx";
import { SearchBox } from "./features/search/search-box.tsx";
import { organizationData } from "./lib/seo.ts";
import { openShop, shopOf } from "./lib/shop.server.ts";
import { MessagesContext, messagesFor, useMessages } from "./messages/use-messages.ts";

export const middleware: Route.MiddlewareFunction[] = [openShop];

export async function loader({ context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const [categories, cart] = await Promise.all([shop.api.categories.list(), shop.cart()]);
  return {
    locale: "en",
    publicUrl: shop.parts.publicUrl,
    currency: shop.currency,
    isSignedIn: shop.hasSession,
    categories: categories.data.items,
    cart: cart?.status === "open" ? cart : null,
  };
}

/** The frame is read again after every change, and before pages that are about the bag. */
export function shouldRevalidate({
  formMethod,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  if (formMethod && formMethod !== "GET") return defaultShouldRevalidate;
  return nextUrl.pathname === "/cart" || nextUrl.pathname.startsWith("/checkout");
}

export const links: Route.LinksFunction = () => [
  { rel: "preload", href: interUrl, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "preload", href: frauncesUrl, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: iconUrl, type: "image/svg+xml" },
];

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { shop } = messagesFor(loaderData?.locale ?? "en");
  return [
    { title: shop.title },
    { name: "description", content: shop.description },
    organizationData(loaderData?.publicUrl ?? "", { name: shop.name, logo: iconUrl }),
  ];
};

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const messages = messagesFor(data?.locale ?? "en");
  return (
    <html lang={messages.locale} dir={messages.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#fcfaf6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#15110d" media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
      </head>
      <body>
        <MessagesContext value={messages}>
          <LinkProvider render={RouterLink}>{children}</LinkProvider>
        </MessagesContext>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

type FrameData = {
  readonly loaderData: Pick<
    Route.ComponentProps["loaderData"],
    "categories" | "cart" | "currency" | "isSignedIn"
  >;
};

function Frame({ loaderData, children }: FrameData & { children: ReactNode }) {
  const { common } = useMessages();
  const { categories, cart, currency, isSignedIn } = loaderData;
  return (
    <BagSheetProvider cart={cart}>
      <a
        href="#main"
        className="fixed start-4 top-2 z-50 rounded-md bg-ink px-4 py-3 text-sm text-paper not-focus:sr-only"
      >
        {common.skip}
      </a>
      <NavigationProgress />
      <SiteHeader
        categories={categories}
        isSignedIn={isSignedIn}
        search={<SearchBox />}
        bag={<BagButton cart={cart} />}
      />
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter categories={categories} currency={currency} />
    </BagSheetProvider>
  );
}

/** Pages that lead through the checkout bring their own quiet frame. */
const hasOwnFrame = (handle: unknown): boolean =>
  typeof handle === "object" && handle !== null && "ownFrame" in handle;

export default function App({ loaderData }: Route.ComponentProps) {
  if (useMatches().some(({ handle }) => hasOwnFrame(handle))) return <Outlet />;
  return (
    <Frame loaderData={loaderData}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const loaderData = useRouteLoaderData<typeof loader>("root") ?? {
    categories: [],
    cart: null,
    currency: "EUR",
    isSignedIn: false,
  };
  return (
    <Frame loaderData={loaderData}>
      <ErrorPage error={error} />
    </Frame>
  );
}
