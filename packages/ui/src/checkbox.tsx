// A box to tick, with a label that is part of the target.
import type { InputHTMLAttributes } from "react";
import { describedBy, FieldError, fieldId } from "./field.tsx";

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "id" | "className"> & {
  readonly name: string;
  readonly label: string;
  readonly error?: string | undefined;
  readonly className?: string | undefined;
};

export function Checkbox({ name, label, error, className, ...input }: CheckboxProps) {
  return (
    <div className={className}>
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
        <input
          {...input}
          type="checkbox"
          id={fieldId(name)}
          name={name}
          {...describedBy({ name, error })}
          className="size-5 shrink-0 accent-ink"
        />
        {label}
      </label>
      {error ? <FieldError name={name}>{error}</FieldError> : null}
    </div>
  );
}
