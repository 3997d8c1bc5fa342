// Nothing here, why, and where to go instead.
import type { ReactNode } from "react";

export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center">
      <h2 className="display-type text-2xl">{title}</h2>
      {children ? <div className="text-balance text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-2 max-w-full">{action}</div> : null}
    </div>
  );
}
