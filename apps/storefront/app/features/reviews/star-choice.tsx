// One to five stars as a radio group: the stars up to the chosen one fill, which is the style sheet's doing.
import { fieldId, Icon } from "@souk/ui";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";

const LEVELS = [1, 2, 3, 4, 5] as const;

export function StarChoice({ chosen, error }: { chosen: string; error: string | undefined }) {
  const { reviews } = useCatalogueMessages();
  const { rating, starNames } = reviews.form;
  const id = fieldId("rating");
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 text-sm font-medium">{rating}</legend>
      <div className="star-choice -ms-2.5 inline-flex">
        {LEVELS.map((level) => (
          <label
            key={level}
            className="grid size-12 cursor-pointer place-items-center rounded-md has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="rating"
              value={level}
              required
              defaultChecked={chosen === String(level)}
              className="sr-only"
            />
            <Icon name="star" className="size-8" />
            <span className="sr-only">
              {reviews.stars(level)}, {starNames[level]}
            </span>
          </label>
        ))}
      </div>
      <p aria-hidden="true" className="flex w-[14rem] justify-between text-xs text-ink-faint">
        <span>{starNames[LEVELS[0]]}</span>
        <span>{starNames.at(-1)}</span>
      </p>
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-sm text-danger">
          <Icon name="alert" className="mt-[0.2em] size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
