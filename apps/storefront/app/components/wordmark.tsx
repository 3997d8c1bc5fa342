// The name of the shop as it is always written.
import { BareLink, classes } from "@souk/ui";
import { useMessages } from "../messages/use-messages.ts";

export function Wordmark({ className }: { className?: string }) {
  const { shop } = useMessages();
  return (
    <BareLink
      href="/"
      className={classes(
        "display-type inline-flex min-h-11 items-center text-[1.75rem] leading-none",
        className,
      )}
    >
      {shop.name}
      <span aria-hidden="true" className="ms-0.5 mt-[0.42em] size-[0.2em] rounded-full bg-saffron" />
    </BareLink>
  );
}
