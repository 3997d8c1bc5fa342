// SQL of the jobs. All times are the database's: workers on several machines need not agree on the time.
import { statement, type AnyDb } from "@souk/db";

type EnqueueParameters = readonly [
  id: string,
  name: string,
  key: string | null,
  data: string,
  runAt: Date | null,
  afterMs: number,
  traceparent: string | null,
];

const insert = `insert into jobs (id, name, key, data, run_at, traceparent)
   values ($1, $2, $3, $4::jsonb, coalesce($5::timestamptz, now() + $6::float8 * interval '1 millisecond'), $7)
   on conflict (name, key) where died_at is null`;

export const insertJob = statement<never, EnqueueParameters>("jobs_insert", `${insert} do nothing`);

export const insertOrReplaceJob = statement<never, EnqueueParameters>(
  "jobs_insert_or_replace",
  `${insert} do update set data = excluded.data, traceparent = excluded.traceparent,
     run_at = case when jobs.is_running then jobs.run_at else excluded.run_at end,
     again_at = case when jobs.is_running then excluded.run_at end,
     attempts = case when jobs.is_running then jobs.attempts else 0 end`,
);

export const deleteJob = statement<never, readonly [name: string, key: string]>(
  "jobs_delete",
  `delete from jobs where name = $1 and key = $2 and died_at is null`,
);

export type TakenRow = {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly data: unknown;
  readonly attempts: number;
  readonly token: number;
  readonly traceparent: string | null;
  readonly lateMs: number;
  readonly isTakenOver: boolean;
};

/**
 * Counts the attempt before it is made, so that a job that kills its process dies some day too. Names and limit are read by queries of their
 * own, so that the planner does not know how many there are: one plan is kept, instead of a new one for each look (decision 0013). Not
 * flushed to disk, nor the ends of jobs in the same batch: what is lost with the machine is as after a crash just before, the job runs again.
 */
export const takeDueJobs = statement<
  TakenRow,
  readonly [names: readonly string[], leasesMs: readonly number[], limit: number]
>(
  "jobs_take_due",
  `with due as (
     select j.id, j.is_running, j.run_at, k.lease_ms from jobs j
     join unnest(array(select unnest($1::text[])), array(select unnest($2::float8[]))) as k (name, lease_ms) using (name)
     where j.died_at is null and j.run_at <= now() order by j.run_at limit (select $3::bigint) for update of j skip locked)
   update jobs j set is_running = true, attempts = attempts + 1, token = token + 1, run_at = now() + due.lease_ms * interval '1 millisecond'
   from due, (select set_config('synchronous_commit', 'off', true)) as lazily where j.id = due.id
   returning j.id, j.name, j.key, j.data, j.attempts, j.token, j.traceparent,
     (extract(epoch from now() - due.run_at) * 1000)::float8 as "lateMs", due.is_running as "isTakenOver"`,
);

export const findNextDue = statement<{ readonly dueInMs: number }, readonly [names: readonly string[]]>(
  "jobs_find_next_due",
  `select (extract(epoch from run_at - now()) * 1000)::float8 as "dueInMs" from jobs
   where died_at is null and name = any ($1) order by run_at limit 1`,
);

type Held = readonly [ids: readonly string[], tokens: readonly number[]];

/** Ends jobs that are done: deletes them, or lets them run once more where they were replaced. Gives those that were still held. */
export const finishJobs = statement<{ readonly id: string }, Held>(
  "jobs_finish",
  `with held as materialized (
     select j.id, j.again_at from jobs j join unnest($1::uuid[], $2::bigint[]) as d (id, token) on j.id = d.id and j.token = d.token
     where j.is_running order by j.id for update of j),
   again as (
     update jobs j set run_at = held.again_at, again_at = null, is_running = false, attempts = 0
     from held where j.id = held.id and held.again_at is not null),
   gone as (delete from jobs j using held where j.id = held.id and held.again_at is null)
   select id from held`,
);

/** Lets a job wait for its next try. One that was replaced meanwhile waits for its new time and begins to count anew. */
export const postponeJob = statement<
  { readonly id: string },
  readonly [id: string, token: number, delayMs: number, attempts: number, reason: string | null]
>(
  "jobs_postpone",
  `update jobs set is_running = false, run_at = coalesce(again_at, now() + $3::float8 * interval '1 millisecond'), again_at = null,
     attempts = case when again_at is null then $4 else 0 end, reason = $5
   where id = $1 and token = $2 and is_running returning id`,
);

/** Gives a job up, unless it was replaced meanwhile. */
export const buryJob = statement<
  { readonly id: string },
  readonly [id: string, token: number, reason: string]
>(
  "jobs_bury",
  `update jobs set is_running = false, died_at = case when again_at is null then now() end, run_at = coalesce(again_at, run_at),
     attempts = case when again_at is null then attempts else 0 end, again_at = null, reason = $3
   where id = $1 and token = $2 and is_running returning id`,
);

export const extendLeases = statement<
  { readonly id: string },
  readonly [...Held, leasesMs: readonly number[]]
>(
  "jobs_extend_leases",
  `update jobs j set run_at = now() + h.lease_ms * interval '1 millisecond'
   from unnest($1::uuid[], $2::bigint[], $3::float8[]) as h (id, token, lease_ms)
   where j.id = h.id and j.token = h.token and j.is_running returning j.id`,
);

const findWork = statement<{ readonly id: string }, readonly [names: readonly string[]]>(
  "jobs_find_work",
  `select id from jobs where died_at is null and name = any ($1) and (run_at <= now() or is_running) limit 1`,
);

/** Whether a job of these names is due or running. */
export async function hasWork(db: AnyDb, names: readonly string[]): Promise<boolean> {
  return (await findWork.first(db, [names])) !== undefined;
}

export type DeadRow = {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly data: unknown;
  readonly attempts: number;
  readonly reason: string;
  readonly diedAt: Date;
};

export const selectDeadJobs = statement<DeadRow, readonly [limit: number]>(
  "jobs_list_dead",
  `select id, name, key, data, attempts, reason, died_at as "diedAt" from jobs where died_at is not null order by died_at desc limit $1`,
);

/** Not those whose key a newer job has taken. Of several dead jobs with one key the newest comes back. */
export const reviveJobs = statement<{ readonly name: string }, readonly [ids: readonly string[]]>(
  "jobs_revive",
  `with chosen as (
     select distinct on (name, coalesce(key, id::text)) id from jobs d
     where id = any ($1::uuid[]) and died_at is not null
       and not exists (select from jobs o where o.name = d.name and o.key = d.key and o.died_at is null)
     order by name, coalesce(key, id::text), died_at desc)
   update jobs j set died_at = null, attempts = 0, run_at = now() from chosen where j.id = chosen.id returning j.name`,
);
