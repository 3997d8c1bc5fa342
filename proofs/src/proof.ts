// What a proof is: it tries something many times and says how often and what went wrong.

export type Say = (line: string) => void;
export type Result = {
  readonly name: string;
  /** How often it was tried; a proof that tried nothing has shown nothing. */
  readonly cases: number;
  readonly figures: readonly string[];
  readonly faults: readonly string[];
};

const FAULTS_SHOWN_MAX = 20;

export function holds({ cases, faults }: Result): boolean {
  return cases > 0 && faults.length === 0;
}

export function report(result: Result): readonly string[] {
  const { name, cases, figures, faults } = result;
  const verdict =
    cases === 0
      ? "FAILED: no case was tried"
      : faults.length === 0
        ? "holds"
        : `FAILED: ${faults.length} faults`;
  const shown = faults.slice(0, FAULTS_SHOWN_MAX).map((fault) => `  ✗ ${fault}`);
  return [`${name}: ${cases} cases, ${verdict}`, ...figures.map((figure) => `  ${figure}`), ...shown];
}
