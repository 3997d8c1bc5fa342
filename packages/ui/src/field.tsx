// What all form fields share: label above, hint, and an error beside the field that names it for screen readers.
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";

export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Said beside the label of a field that may stay empty; required fields say nothing. */
  readonly optionalLabel?: string | undefined;
  readonly className?: string | undefined;
};

/** The id a field has unless told otherwise; an error summary links to it. */
export const fieldId = (name: string): string => `field-${name}`;

/** What ties an input to its hint and error. */
export function describedBy({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">) {
  const ids = classes(hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`);
  return {
    "aria-describedby": ids === "" ? undefined : ids,
    "aria-invalid": error ? true : undefined,
  } as const;
}

export const controlClasses = (hasError: boolean, className?: string): string =>
  classes(
    "block w-full min-h-12 rounded-md border bg-raised px-3.5 py-2.5 text-base text-ink transition-colors placeholder:text-ink-faint hover:border-ink",
    hasError ? "border-danger" : "border-control",
    className,
  );

export function FieldError({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p id={`${fieldId(name)}-error`} className="mt-1.5 flex items-start gap-1.5 text-sm text-danger">
      <Icon name="alert" className="mt-[0.2em] size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

export function Field({
  name,
  label,
  hint,
  error,
  optionalLabel,
  className,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={fieldId(name)} className="mb-1.5 block text-sm font-medium">
        {label}
        {optionalLabel ? <span className="ms-1.5 font-normal text-ink-faint">{optionalLabel}</span> : null}
      </label>
      {hint ? (
        <p id={`${fieldId(name)}-hint`} className="mb-1.5 text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? <FieldError name={name}>{error}</FieldError> : null}
    </div>
  );
}
