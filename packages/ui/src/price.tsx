// A price as it is read: now, and what it was. The texts come formatted; the words for screen readers come from the app.
import { classes } from "./classes.ts";

type PriceProps = {
  readonly now: string;
  readonly before?: string | undefined;
  readonly nowLabel?: string | undefined;
  readonly beforeLabel?: string | undefined;
  readonly className?: string | undefined;
};

export function Price({ now, before, nowLabel, beforeLabel, className }: PriceProps) {
  if (before === undefined) return <span className={classes("figures", className)}>{now}</span>;
  return (
    <span className={classes("figures", className)}>
      <span className="sr-only">{nowLabel} </span>
      <span className="text-danger">{now}</span> <span className="sr-only">{beforeLabel} </span>
      <s className="text-ink-faint">{before}</s>
    </span>
  );
}
