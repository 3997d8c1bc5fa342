// The pictures of a product: one below the other beside the text on wide windows, a row to swipe on phones. No JavaScript in it.
import type { Picture as PictureView } from "@souk/contracts";
import { classes, Picture } from "@souk/ui";
import { useMessages } from "../../messages/use-messages.ts";

const SIZES_FIRST = "(min-width: 66rem) 56vw, 100vw";
const SIZES_OTHER = "(min-width: 66rem) 28vw, 86vw";

export function Gallery({ pictures }: { pictures: readonly PictureView[] }) {
  const { product } = useMessages();
  return (
    <section
      aria-label={product.gallery}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls sideways on phones: the arrow keys must reach it.
      tabIndex={0}
      className="scroll-row flex snap-x snap-mandatory gap-2 overflow-x-auto max-lg:-mx-[clamp(1.25rem,4vw,3.5rem)] max-lg:px-[clamp(1.25rem,4vw,3.5rem)] lg:grid lg:grid-cols-2 lg:gap-3 lg:overflow-visible"
    >
      {pictures.map((picture, index) => (
        <div
          key={picture.id}
          className={classes(
            "shrink-0 snap-center overflow-hidden bg-sunken",
            pictures.length > 1 ? "w-[88%] lg:w-auto" : "w-full lg:w-auto",
            index === 0 && "product-stage lg:col-span-2",
            pictures.length % 2 === 0 && index === pictures.length - 1 && index > 0 && "lg:col-span-2",
          )}
        >
          <Picture source={picture} sizes={index === 0 ? SIZES_FIRST : SIZES_OTHER} eager={index === 0} />
        </div>
      ))}
    </section>
  );
}
