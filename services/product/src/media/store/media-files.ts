// The files behind uploaded pictures: which there are, which are in use, which may go.
import { statement, type AnyDb } from "@souk/db";

const keepStatement = statement<{ key: string }, readonly [string]>(
  "keep_file",
  `insert into media_files (key) values ($1::text)
   on conflict (key) do update set touched_at = clock_timestamp() where media_files.status = 'kept'
   returning key`,
);
const condemnStatement = statement<{ key: string }, readonly [number, number]>(
  "condemn_files",
  `with chosen as (
     select f.key from media_files f
      where f.status = 'going'
         or (f.touched_at < clock_timestamp() - make_interval(secs => $1::integer)
             and not exists (select from pictures p where p.file_key = f.key))
      order by f.touched_at limit $2::integer for update skip locked
   )
   update media_files f set status = 'going' from chosen c where f.key = c.key returning f.key`,
);
const forgetStatement = statement<never, readonly [string]>(
  "forget_file",
  "delete from media_files where key = $1::text",
);

/**
 * Says that the file is about to be there or to be used; false while it is being deleted. In a transaction it also keeps the file from
 * being chosen for deletion until the picture that uses it is committed.
 */
export async function keepFile(db: AnyDb, key: string): Promise<boolean> {
  return (await keepStatement.first(db, [key])) !== undefined;
}

/** Files that no picture has used for so long, and those whose deletion was begun: nobody can begin to use them from now on. */
export async function condemnFiles(
  db: AnyDb,
  { unusedSeconds, limit }: { readonly unusedSeconds: number; readonly limit: number },
): Promise<readonly string[]> {
  return (await condemnStatement.rows(db, [unusedSeconds, limit])).map(({ key }) => key);
}

/** After the file itself is gone. */
export async function forgetFile(db: AnyDb, key: string): Promise<void> {
  await forgetStatement.rows(db, [key]);
}
