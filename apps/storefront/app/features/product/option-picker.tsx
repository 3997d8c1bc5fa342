// The options of a product. Each value is a link to the version it leads to, so that it works without JavaScript and can be shared;
// with JavaScript only the parts of the page that differ change.
import { classes } from "@souk/ui";
import { Link } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import { hasOwnPictures, type OptionChoice, type OptionValue } from "./variants.ts";

function Value({ value, withPicture, label }: { value: OptionValue; withPicture: boolean; label: string }) {
  const shared = {
    to: { search: `?variant=${encodeURIComponent(value.sku)}` },
    replace: true,
    preventScrollReset: true,
    "aria-current": value.isChosen ? ("true" as const) : undefined,
    "aria-label": label,
  };
  if (withPicture && value.picture) {
    return (
      <Link
        {...shared}
        className={classes(
          "block w-16 overflow-hidden rounded-md border-2 p-0.5 transition-colors",
          value.isChosen ? "border-ink" : "border-transparent hover:border-control",
          !value.isAvailable && "opacity-50",
        )}
      >
        <img
          src={value.picture.url}
          srcSet={value.picture.srcset}
          sizes="64px"
          alt=""
          loading="lazy"
          width={64}
          height={80}
          className="aspect-4/5 w-full rounded-sm bg-sunken object-cover"
        />
      </Link>
    );
  }
  return (
    <Link
      {...shared}
      className={classes(
        "inline-flex min-h-12 min-w-14 items-center justify-center rounded-md border px-4 text-sm transition-colors",
        value.isChosen ? "border-ink bg-ink text-paper" : "border-control hover:border-ink",
        !value.isAvailable && "line-through decoration-1",
        !value.isAvailable && !value.isChosen && "opacity-65", // A chosen one stays readable: it is why nothing can be bought.
      )}
    >
      {value.value}
    </Link>
  );
}

export function OptionPicker({ choices }: { choices: readonly OptionChoice[] }) {
  const { product } = useMessages();
  return choices.map((choice) => (
    <fieldset key={choice.name}>
      <legend className="mb-2 text-sm">
        <span className="text-ink-soft">{choice.name}</span>{" "}
        <span className="font-medium">{choice.chosen}</span>
      </legend>
      <ul className="flex flex-wrap gap-2">
        {choice.values.map((value) => (
          <li key={value.value}>
            <Value
              value={value}
              withPicture={hasOwnPictures(choice)}
              label={value.isAvailable ? value.value : product.optionUnavailable(value.value)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  ));
}
