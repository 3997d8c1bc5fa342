// Moves everything that is sealed to the newest key, a batch at a time, so that the older secret can be forgotten.
import type { Deps } from "../deps.ts";
import type { SealedColumn } from "../sealed-columns.ts";
import { listSealedOtherwise, replaceSealedValue } from "../store/sealed-values.ts";

const BATCH_MAX = 100;

/** Gives back how many values it moved. One that no known key opens stops it: that secret is missing from the settings. */
export async function resealSecrets(deps: Deps, columns: readonly SealedColumn[]): Promise<number> {
  let moved = 0;
  for (const column of columns) moved += await resealColumn(deps, column);
  if (moved > 0) deps.telemetry.log.info({ moved }, "sealed values moved to the newest key");
  return moved;
}

async function resealColumn({ db, seal }: Deps, column: SealedColumn): Promise<number> {
  for (let moved = 0; ;) {
    const values = await listSealedOtherwise(db, column, { keyId: seal.keyId, limit: BATCH_MAX });
    if (values.length === 0) return moved;
    for (const { id, sealed } of values) {
      const purpose = column.purposeOf(id);
      const after = seal.close(seal.open(sealed, purpose), purpose);
      await replaceSealedValue(db, column, { id, before: sealed, after });
    }
    moved += values.length;
  }
}
