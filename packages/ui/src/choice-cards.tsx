// One of a few, each with room for a description and a price: a radio group whose cards are the targets.
import type { ReactNode } from "react";
import { FieldError, fieldId } from "./field.tsx";

export type Choice = {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly aside?: ReactNode;
};
type ChoiceCardsProps = {
  readonly name: string;
  readonly legend: string;
  readonly legendHidden?: boolean;
  readonly choices: readonly Choice[];
  readonly defaultValue?: string | undefined;
  readonly error?: string | undefined;
  /** Hears of every change, for what else is seen of it at once; the form sends the choice without it. */
  readonly onChoose?: (value: string) => void;
};

export function ChoiceCards({
  name,
  legend,
  legendHidden = false,
  choices,
  defaultValue,
  error,
  onChoose,
}: ChoiceCardsProps) {
  return (
    <fieldset
      id={fieldId(name)}
      tabIndex={-1}
      aria-describedby={error ? `${fieldId(name)}-error` : undefined}
    >
      <legend className={legendHidden ? "sr-only" : "mb-2 text-sm font-medium"}>{legend}</legend>
      <div className="grid gap-px overflow-hidden rounded-md border border-control bg-line">
        {choices.map((choice, index) => (
          <label
            key={choice.value}
            className="flex min-h-16 cursor-pointer items-center gap-3.5 bg-raised px-4 py-3 transition-colors hover:bg-sunken has-checked:bg-saffron-wash has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              required={index === 0}
              defaultChecked={choice.value === defaultValue}
              onChange={onChoose && (() => onChoose(choice.value))}
              className="size-5 shrink-0 accent-ink outline-none"
            />
            <span className="min-w-0 grow wrap-anywhere">
              <span className="block text-sm font-medium">{choice.label}</span>
              {choice.description ? (
                <span className="block text-sm text-ink-soft">{choice.description}</span>
              ) : null}
            </span>
            {choice.aside ? <span className="figures shrink-0 text-sm">{choice.aside}</span> : null}
          </label>
        ))}
      </div>
      {error ? <FieldError name={name}>{error}</FieldError> : null}
    </fieldset>
  );
}
