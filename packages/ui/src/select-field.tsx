// One of several, by the browser's own list: it works with every keyboard, phone and screen reader.
import type { SelectHTMLAttributes } from "react";
import { controlClasses, describedBy, Field, fieldId, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type SelectOption = { readonly value: string; readonly label: string };
type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, "name" | "id" | "className">;

export function SelectField({
  name,
  label,
  hint,
  error,
  optionalLabel,
  className,
  options,
  ...select
}: FieldProps & SelectProps & { readonly options: readonly SelectOption[] }) {
  return (
    <Field {...{ name, label, hint, error, optionalLabel, className }}>
      <div className="relative">
        <select
          {...select}
          id={fieldId(name)}
          name={name}
          {...describedBy({ name, hint, error })}
          className={controlClasses(Boolean(error), "appearance-none pe-10")}
        >
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Icon
          name="chevron-down"
          className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-soft"
        />
      </div>
    </Field>
  );
}
