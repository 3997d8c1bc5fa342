// Medians, percentiles and the table that is printed.

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What DESIGN.md section 7 asks for; the value must be at least or at most this. */
  readonly target: { readonly atLeast?: number; readonly atMost?: number };
};

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function isReached({ value, target }: Figure): boolean {
  return value >= (target.atLeast ?? -Infinity) && value <= (target.atMost ?? Infinity);
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, target } = figure;
    const wanted = target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
    return `| ${name} | ${format(value)} ${unit} | ${wanted} ${unit} | ${isReached(figure) ? "yes" : "**no**"} |`;
  });
  return ["| what | measured | target | reached |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(1);
}
