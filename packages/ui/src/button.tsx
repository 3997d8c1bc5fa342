// Buttons, and links that look like them. At least 48 px high: a thumb's target.
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes.ts";
import { BareLink, type LinkProps } from "./link.tsx";

/** `primary` is for the one thing a page is for; `quiet` looks like a link. */
export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

/** `large` is for the end of a form; `quiet` buttons have one size. */
export type ButtonSize = "medium" | "large";

const base =
  "inline-flex items-center justify-center gap-2.5 rounded-md py-2.5 text-center font-medium leading-tight transition-colors disabled:cursor-not-allowed disabled:border disabled:border-line disabled:bg-sunken disabled:text-ink-soft";
const sizes: Record<ButtonSize, string> = {
  medium: "min-h-12 px-6 text-sm",
  large: "min-h-14 px-8 text-base",
};
const tones: Record<ButtonTone, string> = {
  primary: "bg-saffron text-saffron-ink hover:bg-saffron-strong",
  secondary: "border border-control text-ink hover:border-ink hover:bg-sunken",
  quiet: "text-indigo underline decoration-1 underline-offset-[0.22em] hover:decoration-2",
  danger: "border border-danger text-danger hover:bg-danger-wash",
};

export type ButtonLooks = {
  readonly tone?: ButtonTone | undefined;
  readonly size?: ButtonSize | undefined;
  readonly className?: string | undefined;
};

/** The looks of a button, for an element that must be something else. */
export function buttonClasses({ tone = "primary", size = "medium", className }: ButtonLooks = {}): string {
  return classes(base, tone === "quiet" ? "min-h-11 px-2 text-sm" : sizes[size], tones[tone], className);
}

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ButtonLooks> &
  ButtonLooks & {
    /** Work is under way: a second press does nothing, and a screen reader hears that it is busy. */
    readonly busy?: boolean;
    readonly children: ReactNode;
  };

export function Button({
  tone,
  size,
  busy = false,
  className,
  children,
  type = "submit",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClasses({ tone, size, className })}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

export function ButtonLink({ tone, size, className, ...rest }: LinkProps & ButtonLooks) {
  return <BareLink {...rest} className={buttonClasses({ tone, size, className })} />;
}
