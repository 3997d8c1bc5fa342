// What search engines and link previews read: titles, canonical addresses, Open Graph, JSON-LD.
import type { Product, ProductItem } from "@souk/contracts";
import { moneyToDecimal } from "@souk/money";
import type { MetaDescriptor } from "react-router";

type PageFacts = {
  readonly title: string;
  readonly description?: string | undefined;
  /** The path that is the page's one address; without it the page stays out of search engines. */
  readonly path?: string | undefined;
  readonly publicUrl: string;
  readonly image?: string | undefined;
  readonly type?: "website" | "product";
};

export function pageMeta({
  title,
  description,
  path,
  publicUrl,
  image,
  type = "website",
}: PageFacts): MetaDescriptor[] {
  const canonical = path === undefined ? undefined : `${publicUrl}${path}`;
  return [
    { title },
    ...(description
      ? [
          { name: "description", content: description },
          { property: "og:description", content: description },
        ]
      : []),
    ...(canonical
      ? [
          { tagName: "link", rel: "canonical", href: canonical },
          { property: "og:url", content: canonical },
        ]
      : [{ name: "robots", content: "noindex" }]),
    { property: "og:title", content: title },
    { property: "og:type", content: type },
    { property: "og:site_name", content: "Souk" },
    ...(image
      ? [
          { property: "og:image", content: `${publicUrl}${image}` },
          { name: "twitter:card", content: "summary_large_image" },
        ]
      : []),
  ];
}

export const organizationData = (
  publicUrl: string,
  { name, logo }: { name: string; logo: string },
): MetaDescriptor => ({
  "script:ld+json": {
    "@context": "https://schema.org",
    "@type": "Organization",
    name,
    url: publicUrl,
    logo: publicUrl + logo,
  },
});

export type Trail = readonly { readonly label: string; readonly href: string }[];

export const breadcrumbData = (publicUrl: string, trail: Trail): MetaDescriptor => ({
  "script:ld+json": {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: trail.map(({ label, href }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: label,
      item: publicUrl + href,
    })),
  },
});

const availability = (item: Pick<ProductItem, "available">): string =>
  `https://schema.org/${item.available > 0 ? "InStock" : "OutOfStock"}`;

export const productData = (publicUrl: string, product: Product): MetaDescriptor => ({
  "script:ld+json": {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.name,
    description: product.seoDescription ?? product.subtitle,
    image: product.pictures.map(({ url }) => publicUrl + url),
    url: `${publicUrl}/products/${product.slug}`,
    ...(product.rating
      ? {
          aggregateRating: {
            "@type": "AggregateRating",
            ratingValue: product.rating.average,
            reviewCount: product.rating.count,
            bestRating: 5,
            worstRating: 1,
          },
        }
      : {}),
    offers: product.variants.map((variant) => ({
      "@type": "Offer",
      sku: variant.sku,
      price: moneyToDecimal(variant.price),
      priceCurrency: variant.price.currency,
      availability: availability(variant),
      url: `${publicUrl}/products/${product.slug}?variant=${encodeURIComponent(variant.sku)}`,
    })),
  },
});
