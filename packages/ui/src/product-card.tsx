// A thing in a list: picture first, then name and price; no box around it. The whole card is one link.
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { BareLink } from "./link.tsx";
import { Picture, type PictureSource } from "./picture.tsx";

type ProductCardProps = {
  readonly href: string;
  readonly name: string;
  readonly detail?: string | undefined;
  readonly price: ReactNode;
  readonly badge?: ReactNode;
  readonly picture: PictureSource | null;
  readonly sizes: string;
  readonly eager?: boolean;
  /** 2 where the list has no heading of its own below the page's. */
  readonly headingLevel?: 2 | 3;
  readonly pictureClassName?: string | undefined;
};

export function ProductCard({
  href,
  name,
  detail,
  price,
  badge,
  picture,
  sizes,
  eager = false,
  headingLevel = 3,
  pictureClassName,
}: ProductCardProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <article className="group relative">
      <div className="relative overflow-hidden bg-sunken">
        <Picture
          source={picture}
          sizes={sizes}
          eager={eager}
          decorative
          className={classes(
            "transition-transform duration-500 motion-safe:group-hover:scale-[1.025]",
            pictureClassName,
          )}
        />
        {badge ? <div className="absolute start-2.5 top-2.5">{badge}</div> : null}
      </div>
      <div className="mt-3.5 grid gap-0.5 text-sm leading-snug">
        <Heading className="font-medium">
          <BareLink
            href={href}
            className="underline-offset-4 after:absolute after:inset-0 group-hover:underline"
          >
            {name}
          </BareLink>
        </Heading>
        {detail ? <p className="text-ink-faint">{detail}</p> : null}
        <p className="mt-1">{price}</p>
      </div>
    </article>
  );
}
