// SQL of the bus's groups: who consumes which partition, and how far it is.
import { statement } from "@souk/db";

/** A group starts at the oldest event kept or at the newest. */
export const createGroup = statement<never, readonly [group: string, from: "start" | "end"]>(
  "bus_offsets_create",
  `insert into bus_offsets (group_name, partition, position)
   select $1, partition, case when $2 = 'end' then head else tail end from bus_partitions
   on conflict do nothing`,
);

export const renewMembership = statement<never, readonly [group: string, member: string, leaseMs: number]>(
  "bus_members_renew",
  `insert into bus_members (group_name, member, expires_at) values ($1, $2, now() + $3 * interval '1 millisecond')
   on conflict (member) do update set expires_at = excluded.expires_at`,
);

const fairShare = `(select ceil((select count(*) from bus_offsets where group_name = $1)::numeric
  / (select count(*) from bus_members where group_name = $1 and expires_at > now())))`;

/** Takes partitions that nobody alive holds, up to a fair share. */
export const takePartitions = statement<never, readonly [group: string, member: string]>(
  "bus_offsets_take",
  `with free as (
     select o.partition from bus_offsets o left join bus_members m on m.member = o.holder
     where o.group_name = $1 and (m.member is null or m.expires_at <= now())
     order by o.partition
     limit greatest(0, ${fairShare} - (select count(*) from bus_offsets where group_name = $1 and holder = $2))::bigint
     for update of o skip locked)
   update bus_offsets o set holder = $2, fence = fence + 1 from free where o.group_name = $1 and o.partition = free.partition`,
);

export type HeldRow = {
  readonly partition: number;
  readonly position: number;
  readonly fence: number;
  readonly head: number;
  readonly share: number;
};

export const findHeld = statement<HeldRow, readonly [group: string, member: string]>(
  "bus_offsets_find_held",
  `select o.partition, o.position, o.fence, p.head, ${fairShare}::int as share
   from bus_offsets o join bus_partitions p using (partition) where o.group_name = $1 and o.holder = $2 order by o.partition`,
);

type Commit = readonly [
  group: string,
  member: string,
  partitions: readonly number[],
  positions: readonly number[],
  fences: readonly number[],
];

/**
 * Moves offsets, where the partition is still held with that fence. Not flushed to disk: an offset lost with the machine brings events
 * again, which their claims make harmless.
 */
export const commitOffsets = statement<{ readonly partition: number }, Commit>(
  "bus_offsets_commit",
  `update bus_offsets o set position = c.position
   from unnest($3::int[], $4::bigint[], $5::bigint[]) as c (partition, position, fence),
     (select set_config('synchronous_commit', 'off', true)) as lazily
   where o.group_name = $1 and o.holder = $2 and o.partition = c.partition and o.fence = c.fence
   returning o.partition`,
);

export const releasePartitions = statement<
  never,
  readonly [group: string, member: string, partitions: readonly number[]]
>(
  "bus_offsets_release",
  `update bus_offsets set holder = null where group_name = $1 and holder = $2 and partition = any ($3::int[])`,
);

export const deleteMember = statement<never, readonly [member: string]>(
  "bus_members_delete",
  `delete from bus_members where member = $1`,
);

export const deleteOldMembers = statement<never, readonly [olderThanMs: number]>(
  "bus_members_delete_old",
  `delete from bus_members where expires_at < now() - $1 * interval '1 millisecond'`,
);

/** Takes the partitions from whoever holds them: their running batch can no longer commit. */
export const rewindGroup = statement<never, readonly [group: string, since: Date | null]>(
  "bus_offsets_rewind",
  `update bus_offsets o set holder = null, fence = fence + 1, position = case when $2::timestamptz is null then p.tail else coalesce(
     (select min(e.position) - 1 from bus_events e where e.partition = o.partition and e.appended_at >= $2), p.head) end
   from bus_partitions p where p.partition = o.partition and o.group_name = $1`,
);

/** Places the group's stored positions against the newest events. */
export const findPositions = statement<
  { readonly partition: number; readonly position: number; readonly head: number },
  readonly [group: string]
>(
  "bus_offsets_positions",
  `select partition, o.position, p.head from bus_offsets o join bus_partitions p using (partition) where o.group_name = $1`,
);
