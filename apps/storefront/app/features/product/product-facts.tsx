// What else there is to know: the story, the facts, how it is sent and taken back.
import type { Product } from "@souk/contracts";
import { Disclosure, Link } from "@souk/ui";
import { useMessages } from "../../messages/use-messages.ts";
import { attributeTexts } from "./attribute-text.ts";

export function Story({ text }: { text: string }) {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  return (
    <div className="grid max-w-[62ch] gap-4">
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

type ProductFactsProps = Pick<Product, "attributes" | "options"> & { readonly sku: string };

export function ProductFacts({ attributes, options, sku }: ProductFactsProps) {
  const { product, common, pages } = useMessages();
  // What is chosen above differs from version to version: the product's own word on it would be wrong for most of them.
  const chosen = new Set(options.map(({ name }) => name));
  const facts = attributeTexts(attributes, { ...common, size: product.size });
  return (
    <div className="border-t border-line">
      <Disclosure title={product.details} open>
        <dl className="grid gap-y-3">
          {facts
            .filter(({ name }) => !chosen.has(name))
            .map(({ name, text }) => (
              <div key={name} className="grid grid-cols-[7.5rem_1fr] gap-4">
                <dt className="text-ink-faint">{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          <div className="grid grid-cols-[7.5rem_1fr] gap-4">
            <dt className="text-ink-faint">{product.sku}</dt>
            <dd className="figures">{sku}</dd>
          </div>
        </dl>
      </Disclosure>
      <Disclosure title={product.deliveryTitle}>
        <p>{product.delivery}</p>
        <p className="mt-3 flex gap-5">
          <Link href="/shipping">{pages.shipping}</Link>
          <Link href="/returns">{pages.returns}</Link>
        </p>
      </Disclosure>
    </div>
  );
}
