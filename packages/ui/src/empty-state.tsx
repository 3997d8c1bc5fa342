// Nothing here, why, and where to go instead.
import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";

type EmptyStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  /** The one thing that is to be done now. */
  readonly action?: ReactNode;
  /** Where to look instead, when nothing is to be done here. */
  readonly way?: { readonly href: string; readonly label: string };
};

export function EmptyState({ title, children, action, way }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center">
      <h2 className="display-type text-2xl">{title}</h2>
      {children ? <div className="text-balance text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-2 max-w-full">{action}</div> : null}
      {way ? (
        <ButtonLink href={way.href} tone="secondary" className="mt-2">
          {way.label}
        </ButtonLink>
      ) : null}
    </div>
  );
}
