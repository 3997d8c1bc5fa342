// All SQL of how far each provider's own books were read.
import { type AnyDb, statement } from "@souk/db";

const find = statement<{ readonly readUntil: Date }, [string]>(
  "find_read_until",
  `select read_until as "readUntil" from provider_books where provider = $1`,
);
const keep = statement<never, [string, Date]>(
  "keep_read_until",
  `insert into provider_books (provider, read_until) values ($1, $2)
   on conflict (provider) do update set read_until = greatest(provider_books.read_until, excluded.read_until)`,
);

export async function findReadUntil(db: AnyDb, provider: string): Promise<Date | undefined> {
  return (await find.first(db, [provider]))?.readUntil;
}

export async function keepReadUntil(
  db: AnyDb,
  { provider, readUntil }: { readonly provider: string; readonly readUntil: Date },
): Promise<void> {
  await keep.rows(db, [provider, readUntil]);
}
