// All SQL of reconciliation's runs.
import { type AnyDb, statement } from "@souk/db";

export type Run = {
  readonly id: string;
  /** Null where no member of staff asked for it. */
  readonly askedBy: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly movements: number;
  readonly payments: number;
  readonly orders: number;
  readonly found: number;
  readonly repaired: number;
  readonly silent: readonly string[];
};

const columns = `id, asked_by as "askedBy", started_at as "startedAt", finished_at as "finishedAt", movements, payments, orders, found,
  repaired, silent`;
const insert = statement<never, readonly unknown[]>(
  "begin_run",
  `insert into reconciliation_runs (id, asked_by, started_at) values ($1, $2, $3)`,
);
const finish = statement<never, readonly unknown[]>(
  "finish_run",
  `update reconciliation_runs set finished_at = $2, movements = $3, payments = $4, orders = $5, found = $6, repaired = $7, silent = $8
   where id = $1`,
);
const lastWhole = statement<{ readonly startedAt: Date | null }>(
  "last_whole_run",
  `select max(started_at) as "startedAt" from reconciliation_runs where finished_at is not null and silent = '{}'`,
);
const list = statement<Run, [string | null, string | null, number]>(
  "list_runs",
  `select ${columns} from reconciliation_runs
   where $1::timestamptz is null or (started_at, id) < ($1::timestamptz, $2::uuid)
   order by started_at desc, id desc limit $3`,
);
const forget = statement<never, [Date]>(
  "forget_runs",
  `delete from reconciliation_runs where started_at < $1`,
);

export async function beginRun(
  db: AnyDb,
  { id, askedBy, startedAt }: Pick<Run, "id" | "askedBy" | "startedAt">,
): Promise<void> {
  await insert.rows(db, [id, askedBy, startedAt]);
}

export async function finishRun(db: AnyDb, run: Run): Promise<void> {
  const { id, finishedAt, movements, payments, orders, found, repaired, silent } = run;
  await finish.rows(db, [id, finishedAt, movements, payments, orders, found, repaired, silent]);
}

/** When the last run began in which everybody answered. */
export async function lastWholeRunAt(db: AnyDb): Promise<Date | undefined> {
  return (await lastWhole.first(db, []))?.startedAt ?? undefined;
}

export async function forgetRuns(db: AnyDb, before: Date): Promise<void> {
  await forget.rows(db, [before]);
}

export type RunsPage = {
  readonly before: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Newest first. */
export async function listRuns(db: AnyDb, { before, limit }: RunsPage): Promise<readonly Run[]> {
  return list.rows(db, [before?.at ?? null, before?.id ?? null, limit]);
}
