// A picture in all its sizes. Its box has the right shape before a byte has come, so nothing on the page moves.
import { classes } from "./classes.ts";

export type PictureSource = {
  readonly url: string;
  readonly srcset: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
};
type PictureProps = {
  readonly source: PictureSource | null;
  /** How wide it is shown at which window, as in the `sizes` attribute. */
  readonly sizes: string;
  /** The first picture a visitor sees: loaded at once. All others load when they come near. */
  readonly eager?: boolean;
  /** Beside a text that says the same, a picture needs no words of its own. */
  readonly decorative?: boolean;
  readonly className?: string | undefined;
};

export function Picture({ source, sizes, eager = false, decorative = false, className }: PictureProps) {
  if (source === null)
    return <span aria-hidden="true" className={classes("block aspect-4/5 bg-sunken", className)} />;
  return (
    <img
      src={source.url}
      srcSet={source.srcset || undefined}
      sizes={sizes}
      alt={decorative ? "" : source.alt}
      width={source.width}
      height={source.height}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : undefined}
      decoding={eager ? "sync" : "async"}
      className={classes("aspect-4/5 h-auto w-full bg-sunken object-cover", className)}
    />
  );
}
