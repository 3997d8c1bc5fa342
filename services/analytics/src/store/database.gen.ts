// Placeholder until `npm run generate` writes the types from the migrated schema.
export type Database = Record<string, never>;
