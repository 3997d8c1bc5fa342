// An import by its id, or the refusal of one that is not there.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { findImport, type ProductImport } from "../store/imports.ts";

export async function loadImport(deps: Pick<Deps, "db">, importId: string): Promise<ProductImport> {
  const found = await findImport(deps.db, importId);
  if (!found) throw importNotFound();
  return found;
}

export function importNotFound(): Refusal {
  return new Refusal("not_found", "import_not_found", "There is no such import.");
}
