// Which product a page beside its own page is about: picture, name, the way back.
import type { Product } from "@souk/contracts";
import { BareLink, Icon, Picture } from "@souk/ui";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";

export type ProductHeadFacts = Pick<Product, "slug" | "name" | "image">;

export function ProductHead({ slug, name, image }: ProductHeadFacts) {
  const { reviews } = useCatalogueMessages();
  return (
    <BareLink href={`/products/${slug}`} className="group mb-6 inline-flex items-center gap-4 text-sm">
      <span className="w-14 shrink-0">
        <Picture source={image} sizes="3.5rem" decorative />
      </span>
      <span className="grid">
        <span className="font-medium">{name}</span>
        <span className="inline-flex items-center gap-1.5 text-ink-soft underline-offset-4 group-hover:underline">
          <Icon name="arrow-start" className="size-3.5" />
          {reviews.backToProduct}
        </span>
      </span>
    </BareLink>
  );
}
