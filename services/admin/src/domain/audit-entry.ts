// An entry of the audit log and the hash that chains it to the one before.
import { createHash } from "node:crypto";

export type AuditFacts = {
  readonly id: string;
  readonly actorId: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: string;
};
export type AuditEntry = AuditFacts & { readonly position: number; readonly hash: string };

/** What the first entry is chained to. */
export const CHAIN_START = "0".repeat(64);

export function hashOf(previousHash: string, position: number, facts: AuditFacts): string {
  const { id, actorId, action, subjectType, subjectId, before, after, at } = facts;
  const row = [position, id, actorId, action, subjectType, subjectId, before ?? null, after ?? null, at];
  return createHash("sha256").update(previousHash).update(canonicalJson(row)).digest("hex");
}

/** JSON with its keys in order: what comes back from the database must hash as what went in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    .join(",")}}`;
}
