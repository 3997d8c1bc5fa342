// Buttons, and links that look like them. At least 48 px high: a thumb's target.
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes.ts";
import { BareLink, type LinkProps } from "./link.tsx";

/** `primary` is for the one thing a page is for; `quiet` looks like a link. */
export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

const base =
  "inline-flex min-h-12 items-center justify-center gap-2.5 rounded-md px-6 py-2.5 text-center text-sm font-medium leading-tight transition-colors disabled:opacity-55";
const tones: Record<ButtonTone, string> = {
  primary: "bg-saffron text-saffron-ink hover:bg-saffron-strong",
  secondary: "border border-control text-ink hover:border-ink hover:bg-sunken",
  quiet: "min-h-11 px-2 text-indigo underline decoration-1 underline-offset-[0.22em] hover:decoration-2",
  danger: "border border-danger text-danger hover:bg-danger-wash",
};

/** The looks of a button, for an element that must be something else. */
export function buttonClasses(tone: ButtonTone, className?: string): string {
  return classes(base, tones[tone], className);
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly tone?: ButtonTone;
  /** Work is under way: a second press does nothing, and a screen reader hears that it is busy. */
  readonly busy?: boolean;
  readonly children: ReactNode;
};

export function Button({ tone = "primary", busy = false, className, children, type = "submit", onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClasses(tone, className)}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

export function ButtonLink({ tone = "primary", className, ...rest }: LinkProps & { readonly tone?: ButtonTone }) {
  return <BareLink {...rest} className={buttonClasses(tone, className)} />;
}
