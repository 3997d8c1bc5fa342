// The tables of the product service as Kysely knows them. The service speaks SQL in fixed statements and names none of them here.
export type Database = Record<string, Record<string, unknown>>;
