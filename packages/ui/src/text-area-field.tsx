// Several lines of text in a form.
import type { TextareaHTMLAttributes } from "react";
import { controlClasses, describedBy, Field, fieldId, type FieldProps } from "./field.tsx";

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "id" | "className">;

export function TextAreaField({
  name,
  label,
  hint,
  error,
  optionalLabel,
  className,
  rows = 6,
  ...area
}: FieldProps & AreaProps) {
  return (
    <Field {...{ name, label, hint, error, optionalLabel, className }}>
      <textarea
        required={!optionalLabel}
        {...area}
        rows={rows}
        id={fieldId(name)}
        name={name}
        {...describedBy({ name, hint, error })}
        className={controlClasses(Boolean(error), "resize-y leading-relaxed")}
      />
    </Field>
  );
}
