// One part of an order's page, with its heading.
import type { ReactNode } from "react";

export function OrderPart({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-12">
      <h2 id={id} className="display-type mb-5 text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
