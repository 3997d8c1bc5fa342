// A rating in stars, with the words for those who do not see them. Drawn in one picture: a part of a star is as wide as the part it stands for.
import { classes } from "@souk/ui";

const STARS_MAX = 5;
const STEP = 20;
const SHAPE = "m10 2.2 2.4 5 5.4.7-4 3.8 1 5.4-4.8-2.7-4.8 2.7 1-5.4-4-3.8 5.4-.7z";

function Row() {
  return Array.from({ length: STARS_MAX }, (_, index) => (
    <path key={index} d={SHAPE} transform={`translate(${index * STEP} 0)`} />
  ));
}

/** `label`: what a screen reader says; without it, a text beside the stars says the same. */
export function Stars({
  value,
  label,
  className,
}: {
  value: number;
  label?: string | undefined;
  className?: string | undefined;
}) {
  return (
    <span className="inline-flex">
      {label ? <span className="sr-only">{label}</span> : null}
      <svg
        viewBox={`0 0 ${STARS_MAX * STEP} ${STEP}`}
        aria-hidden="true"
        focusable="false"
        className={classes("h-4 w-20 shrink-0 rtl:-scale-x-100", className)}
      >
        <g className="fill-line">
          <Row />
        </g>
        <svg width={value * STEP} height={STEP} className="fill-star">
          <Row />
        </svg>
      </svg>
    </span>
  );
}
