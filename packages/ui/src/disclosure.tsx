// A heading that opens what is below it; the browser's own element, so it works without JavaScript and is found by "find in page".
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export function Disclosure({
  title,
  open,
  children,
}: {
  title: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group border-b border-line">
      <summary className="flex min-h-14 list-none items-center justify-between gap-4 py-3 font-medium hover:text-indigo">
        {title}
        <Icon
          name="plus"
          className="size-5 shrink-0 text-ink-soft transition-transform group-open:rotate-45"
        />
      </summary>
      <div className="pb-6 text-sm text-ink-soft">{children}</div>
    </details>
  );
}
