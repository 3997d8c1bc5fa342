// The icon set: drawn on a 24 px grid with a 1.5 px line, as inline SVG that takes the colour of the text.
import { classes } from "./classes.ts";

const drawings = {
  alert: "M12 7.5v5.5M12 16.4v.1M12 3.2 21.6 20H2.4z",
  "arrow-start": "M20 12H4.5m6-6.5L4 12l6.5 6.5",
  "arrow-end": "M4 12h15.5m-6-6.5L20 12l-6.5 6.5",
  bag: "M5 8.5h14l1 12H4zM8.7 11V7a3.3 3.3 0 0 1 6.6 0v4",
  check: "m4.5 12.8 5 5L19.5 7",
  "chevron-down": "m5 9 7 7 7-7",
  "chevron-end": "m9 5 7 7-7 7",
  close: "m5.5 5.5 13 13m0-13-13 13",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3 2",
  filter: "M3.5 7h17M6.5 12h11m-8 5h5",
  heart: "M12 20.2 4.6 12.9a4.7 4.7 0 0 1 6.6-6.7l.8.8.8-.8a4.7 4.7 0 0 1 6.6 6.7z",
  info: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11v5.5M12 7.8v.1",
  key: "M8.5 11a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5ZM12 12.4l8.5-8.9m-3.2 3.3 3 2.9m-5.6-.2 2.2 2.1",
  lock: "M6 10.5h12v9.5H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
  menu: "M3.5 7.5h17m-17 9h17",
  minus: "M5.5 12h13",
  parcel: "M4 8 12 4l8 4v8.5L12 20.5 4 16.5zM4 8l8 4 8-4M12 12v8.5",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5c.6-3.7 3.7-5.5 7.5-5.5s6.9 1.8 7.5 5.5",
  plus: "M12 5.5v13M5.5 12h13",
  return: "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8",
  star: "m12 3 2.7 5.9 6.4.8-4.7 4.4 1.2 6.4-5.6-3.2-5.6 3.2 1.2-6.4L2.9 9.7l6.4-.8z",
  search: "M10.8 4a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 0 1 0-13.6ZM16 16l4.5 4.5",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7M10.3 10.5v6m3.4-6v6",
  truck:
    "M2.5 6h12v10.5h-12zM14.5 10h4l3 3.2v3.3h-7M6.8 15.2a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM17.5 15.2a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z",
} as const;

export type IconName = keyof typeof drawings;
const pointsAlongReading: ReadonlySet<IconName> = new Set([
  "arrow-start",
  "arrow-end",
  "chevron-end",
  "return",
  "truck",
]);

/** An icon says nothing to a screen reader: the button or link around it has the words. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={classes(className ?? "size-6", pointsAlongReading.has(name) && "rtl:-scale-x-100")}
    >
      <path d={drawings[name]} />
    </svg>
  );
}
