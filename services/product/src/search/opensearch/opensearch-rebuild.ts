// Rebuilding OpenSearch's index: a new one is filled beside it, then the alias is moved over and the old one goes.
import type { AnyDb } from "@souk/db";
import { z } from "zod";
import type { IndexRebuild } from "../engine.ts";
import { listSearchableProducts } from "../store/searchable-products.ts";
import type { OpenSearchConnection } from "./connection.ts";
import { INDEX_FORMAT, indexSettings } from "./index-settings.ts";
import type { IndexWriter } from "./index-writer.ts";

export type OpenSearchRebuildOptions = {
  readonly db: AnyDb;
  readonly connection: OpenSearchConnection;
  readonly alias: string;
  readonly writer: IndexWriter;
};

const CHUNK_PRODUCTS = 250;

const mappingsBody = z.record(
  z.string(),
  z.object({ mappings: z.object({ _meta: z.object({ format: z.int() }).optional() }) }),
);

/** The index that a rebuild makes, and the alias under which it is written until it is complete. */
const indexName = (alias: string, rebuildId: string): string => `${alias}-${rebuildId}`;
export const buildingAlias = (alias: string, rebuildId: string): string => `${alias}.building-${rebuildId}`;

export function createOpenSearchRebuild(options: OpenSearchRebuildOptions): IndexRebuild {
  const { db, connection, alias, writer } = options;
  return {
    async isOutdated() {
      const answer = await connection.request({ method: "GET", path: `/${alias}/_mapping` });
      if (answer === undefined) return true;
      return Object.values(mappingsBody.parse(answer)).some(
        ({ mappings: { _meta: rules } }) => rules?.format !== INDEX_FORMAT,
      );
    },
    async begin(id) {
      const path = `/${indexName(alias, id)}`;
      await connection.request({ method: "DELETE", path }); // Of a try that was cut off; mostly there is none.
      const aliases = { [buildingAlias(alias, id)]: {} };
      await connection.request({ method: "PUT", path, body: { ...indexSettings, aliases } });
    },
    async addNext({ id, after }) {
      const products = await listSearchableProducts(db, { after, limit: CHUNK_PRODUCTS });
      const last = products.at(-1)?.id;
      if (last === undefined) return undefined;
      const ids = products.map((product) => product.id);
      const isTaken = await writer.write(ids, buildingAlias(alias, id));
      if (!isTaken) throw new Error("The index that is being built is gone.");
      return { last, count: products.length };
    },
    async finish(id) {
      const name = indexName(alias, id);
      await connection.request({ method: "POST", path: `/${name}/_refresh` });
      const others = (await listIndices(options)).filter((index) => index !== name);
      const actions = [
        { add: { index: name, alias } },
        { remove: { index: name, alias: buildingAlias(alias, id), must_exist: false } },
        ...others.map((index) => ({ remove_index: { index } })),
      ];
      await connection.request({ method: "POST", path: "/_aliases", body: { actions } });
    },
  };
}

/** All that rebuilds have made, read or not. */
async function listIndices({ connection, alias }: OpenSearchRebuildOptions): Promise<string[]> {
  const answer = await connection.request({ method: "GET", path: `/${alias}-*/_mapping` });
  return answer === undefined ? [] : Object.keys(mappingsBody.parse(answer));
}
