// The way back up. The last crumb is the page itself and no link.
import { Icon } from "./icon.tsx";
import { BareLink } from "./link.tsx";

export type Crumb = { readonly label: string; readonly href: string };

const Separator = () => <Icon name="chevron-end" className="size-3.5 text-ink-faint" />;

export function Breadcrumbs({
  label,
  crumbs,
  current,
}: {
  label: string;
  crumbs: readonly Crumb[];
  current: string;
}) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-soft">
        {crumbs.map((crumb, index) => (
          <li key={crumb.href} className="flex items-center gap-1.5">
            {index > 0 ? <Separator /> : null}
            <BareLink
              href={crumb.href}
              className="inline-flex min-h-11 items-center hover:text-ink hover:underline hover:underline-offset-4"
            >
              {crumb.label}
            </BareLink>
          </li>
        ))}
        {/* On phones the heading right below says the same. */}
        <li aria-current="page" className="flex items-center gap-1.5 text-ink max-sm:sr-only">
          <Separator />
          {current}
        </li>
      </ol>
    </nav>
  );
}
