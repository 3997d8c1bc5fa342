// A password in a form, which can be looked at while it is typed. Without scripts it is a plain field.
import { useState, type InputHTMLAttributes } from "react";
import { controlClasses, describedBy, Field, fieldId, type FieldProps } from "./field.tsx";
import { useHydrated } from "./use-hydrated.ts";

type PasswordFieldProps = FieldProps & {
  readonly autoComplete: "current-password" | "new-password";
  readonly showLabel: string;
  readonly hideLabel: string;
} & Pick<InputHTMLAttributes<HTMLInputElement>, "minLength" | "autoFocus">;

function ShowButton({ onPress, label, name }: { onPress: () => void; label: string; name: string }) {
  return (
    <button
      type="button"
      onClick={onPress}
      aria-controls={fieldId(name)}
      className="absolute inset-y-0 end-0 min-w-12 rounded-md px-3.5 text-sm text-indigo underline decoration-1 underline-offset-[0.22em] hover:decoration-2"
    >
      {label}
    </button>
  );
}

type PasswordInputProps = PasswordFieldProps & {
  readonly isShown: boolean;
  /** Whether there are scripts to show it with. */
  readonly canShow: boolean;
  readonly onToggle: () => void;
};

/** The field in one of its states. */
export function PasswordInput({
  name,
  label,
  hint,
  error,
  className,
  showLabel,
  hideLabel,
  isShown,
  canShow,
  onToggle,
  ...input
}: PasswordInputProps) {
  return (
    <Field {...{ name, label, hint, error, className }}>
      <div className="relative">
        <input
          {...input}
          type={isShown ? "text" : "password"}
          required
          id={fieldId(name)}
          name={name}
          spellCheck={false}
          autoCapitalize="none"
          {...describedBy({ name, hint, error })}
          className={controlClasses(Boolean(error), canShow ? "pe-36" : undefined)}
        />
        {canShow ? (
          <ShowButton name={name} label={isShown ? hideLabel : showLabel} onPress={onToggle} />
        ) : null}
      </div>
    </Field>
  );
}

export function PasswordField(props: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const toggle = () => setShown((before) => !before);
  return <PasswordInput {...props} isShown={isShown} canShow={useHydrated()} onToggle={toggle} />;
}
