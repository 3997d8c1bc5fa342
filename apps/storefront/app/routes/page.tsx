// The static pages: about, delivery, returns, privacy, terms.
import { data } from "react-router";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { pageTexts } from "../messages/en-pages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/page";

export function loader({ url, context }: Route.LoaderArgs) {
  const slug = url.pathname.slice(1);
  const page = pageTexts[slug];
  if (!page) throw data(null, { status: 404 });
  return { slug, page, publicUrl: shopOf(context).parts.publicUrl };
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  if (!loaderData) return [];
  const { page, slug, publicUrl } = loaderData;
  return pageMeta({
    title: messagesFor("en").common.pageTitle(page.title),
    description: page.intro,
    path: `/${slug}`,
    publicUrl,
  });
};

export default function StaticPage({ loaderData: { page } }: Route.ComponentProps) {
  return (
    <article className="shell grid gap-x-6 py-10 lg:grid-cols-12 lg:py-20">
      <header className="lg:col-span-8">
        <h1 className="display-type text-display">{page.title}</h1>
        <p className="display-type mt-6 max-w-[34ch] text-2xl text-ink-soft">{page.intro}</p>
      </header>
      <div className="mt-12 grid gap-12 lg:col-span-12 lg:mt-20">
        {page.sections.map(({ heading, paragraphs }) => (
          <section key={heading} className="grid gap-x-6 border-t border-line pt-5 lg:grid-cols-12">
            <h2 className="display-type mb-3 text-xl lg:col-span-4">{heading}</h2>
            <div className="lg:col-span-8">
              {paragraphs.map((paragraph) => (
                <p key={paragraph} className="mb-3 max-w-[66ch]">
                  {paragraph}
                </p>
              ))}
            </div>
          </section>
        ))}
      </div>
    </article>
  );
}
