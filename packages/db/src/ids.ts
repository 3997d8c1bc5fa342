// New ids: UUIDs of version 7, which grow with time, so that indexes are filled at their end and lists by id are lists by age.
import { v7 } from "uuid";

/** A new id; made in code, so that it is known before anything is stored. */
export function newId(): string {
  return v7();
}
