// Says to a screen reader what changed without moving focus. Must be in the page before the text changes, so render it always.
export function LiveRegion({ children }: { children: string }) {
  return <output className="sr-only">{children}</output>;
}
