// The rooms below this one, or beside it, in a row that scrolls on small windows.
import type { Category } from "@souk/contracts";
import { BareLink, classes } from "@souk/ui";

type RoomLinksProps = {
  readonly label: string;
  readonly rooms: readonly Category[];
  readonly current?: string | undefined;
};

export function RoomLinks({ label, rooms, current }: RoomLinksProps) {
  if (rooms.length === 0) return null;
  return (
    <nav
      aria-label={label}
      className="scroll-row -mx-[clamp(1.25rem,4vw,3.5rem)] overflow-x-auto px-[clamp(1.25rem,4vw,3.5rem)]"
    >
      <ul className="flex w-max gap-2 lg:w-auto lg:flex-wrap">
        {rooms.map(({ id, slug, name }) => (
          <li key={id}>
            <BareLink
              href={`/categories/${slug}`}
              aria-current={slug === current ? "page" : undefined}
              className={classes(
                "inline-flex min-h-11 items-center rounded-full border px-4 text-sm whitespace-nowrap transition-colors",
                slug === current ? "border-ink bg-ink text-paper" : "border-line hover:border-ink",
              )}
            >
              {name}
            </BareLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
