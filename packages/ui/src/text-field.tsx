// A line of text in a form.
import type { InputHTMLAttributes } from "react";
import { controlClasses, describedBy, Field, fieldId, type FieldProps } from "./field.tsx";

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "className">;

export function TextField({
  name,
  label,
  hint,
  error,
  optionalLabel,
  className,
  ...input
}: FieldProps & InputProps) {
  return (
    <Field {...{ name, label, hint, error, optionalLabel, className }}>
      <input
        type="text"
        required={!optionalLabel}
        {...input}
        id={fieldId(name)}
        name={name}
        {...describedBy({ name, hint, error })}
        className={controlClasses(Boolean(error))}
      />
    </Field>
  );
}
