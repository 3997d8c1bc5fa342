// A stand-in for OpenSearch on a real port: indices, aliases, bulk writes with external versions, searches, counts.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { aggregate, scoreOf, type Hit, type Source } from "./fake-opensearch-query.ts";

type Stored = { readonly source: Source; readonly version: number };
type Index = { readonly mappings: unknown; readonly documents: Map<string, Stored> };
type Body = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- a stand-in reads what it is sent
type Answer = { readonly status: number; readonly body: unknown };

export type FakeOpenSearch = {
  readonly url: string;
  /** Every request is answered with this status and an error, until it is undefined again. */
  answerWith(status: number | undefined): void;
  /** As if somebody had deleted the index. */
  forgetAliases(): void;
  /** Every document of a bulk request is refused. */
  refuseDocuments(isRefusing: boolean): void;
  indices(): string[];
  close(): Promise<void>;
};

const notFound: Answer = { status: 404, body: { error: { type: "index_not_found_exception" }, status: 404 } };
const ok = (body: unknown = { acknowledged: true }): Answer => ({ status: 200, body });

class State {
  readonly indices = new Map<string, Index>();
  readonly aliases = new Map<string, string>();
  isRefusing = false;

  find(name: string): Index | undefined {
    return this.indices.get(this.aliases.get(name) ?? name);
  }

  named(pattern: string): [string, Index][] {
    const name = this.aliases.get(pattern) ?? pattern;
    return [...this.indices].filter(([each]) =>
      pattern.endsWith("*") ? each.startsWith(pattern.slice(0, -1)) : each === name,
    );
  }
}

function answer(
  state: State,
  { method, path, text }: { method: string; path: string; text: string },
): Answer {
  const [first = "", second, third] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (first === "_bulk")
    return bulk(
      state,
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
  const body: Body = text === "" ? {} : JSON.parse(text);
  if (first === "_aliases") return changeAliases(state, body["actions"]);
  if (second === undefined)
    return method === "PUT" ? createIndex(state, first, body) : deleteIndex(state, first);
  if (second === "_mapping") {
    const found = state.named(first).map(([name, { mappings }]) => [name, { mappings }] as const);
    return found.length === 0 ? notFound : ok(Object.fromEntries(found));
  }
  const index = state.find(first);
  if (index === undefined) return notFound;
  if (second === "_doc") {
    const stored = index.documents.get(third ?? "");
    return stored === undefined ? notFound : ok({ found: true, _source: stored.source });
  }
  if (second === "_search") return search(index, body);
  return second === "_count" ? ok({ count: matching(index, body).length }) : ok({});
}

function createIndex({ indices, aliases }: State, name: string, body: Body): Answer {
  if (indices.has(name))
    return { status: 400, body: { error: { type: "resource_already_exists_exception" } } };
  indices.set(name, { mappings: body["mappings"], documents: new Map() });
  for (const alias of Object.keys(body["aliases"] ?? {})) aliases.set(alias, name);
  return ok();
}

function deleteIndex({ indices }: State, name: string): Answer {
  return indices.delete(name) ? ok() : notFound;
}

function changeAliases({ indices, aliases }: State, actions: readonly Body[]): Answer {
  for (const { add, remove, remove_index: removed } of actions) {
    if (add) aliases.set(add.alias, add.index);
    if (remove) aliases.delete(remove.alias);
    if (removed) indices.delete(removed.index);
  }
  return ok();
}

function bulk(state: State, lines: readonly Body[]): Answer {
  const items: unknown[] = [];
  for (let at = 0; at < lines.length; at += 2) {
    const { _index: name, _id: id, version } = lines[at]!["index"];
    items.push({ index: put(state, { name, id, version, source: lines[at + 1] ?? {} }) });
  }
  return ok({ errors: false, items });
}

type Put = { readonly name: string; readonly id: string; readonly version: number; readonly source: Source };

function put({ aliases, indices, isRefusing }: State, { name, id, version, source }: Put): Body {
  const index = aliases.has(name) ? indices.get(aliases.get(name) ?? "") : undefined;
  if (index === undefined) return { status: 404, error: { type: "index_not_found_exception" } };
  if (isRefusing) return { status: 400, error: { type: "mapper_parsing_exception" } };
  if ((index.documents.get(id)?.version ?? -1) > version)
    return { status: 409, error: { type: "version_conflict" } };
  index.documents.set(id, { source, version });
  return { status: 201 };
}

function matching({ documents }: Index, { query }: Body): Hit[] {
  return [...documents].flatMap(([id, { source }]) => {
    const score = scoreOf(query, source);
    return score === undefined ? [] : [{ id, source, score }];
  });
}

function search(index: Index, body: Body): Answer {
  const all = matching(index, body);
  const { post_filter: filter, sort = [], size = 10, search_after: after, aggs = {} } = body;
  const hits = filter === undefined ? all : all.filter(({ source }) => scoreOf(filter, source) !== undefined);
  const order = (sort as Body[]).map((each): [string, number] => {
    const [field = "", direction] = Object.entries(each)[0] ?? [];
    return [field, direction === "desc" ? -1 : 1];
  });
  const keysOf = ({ score, source }: Hit) =>
    order.map(
      ([field]) =>
        field === "_score" ? score : field.split(".").reduce<any>((value, key) => value?.[key], source), // oxlint-disable-line typescript/no-explicit-any -- see above
    );
  const compare = (one: readonly unknown[], other: readonly unknown[]): number => {
    for (const [at, [, direction]] of order.entries()) {
      const [left, right] = [one[at] as string, other[at] as string];
      if (left !== right) return (left < right ? -1 : 1) * direction;
    }
    return 0;
  };
  const sorted = hits
    .map((hit) => ({ hit, keys: keysOf(hit) }))
    .filter(({ keys }) => after === undefined || compare(keys, after) > 0)
    .toSorted((one, other) => compare(one.keys, other.keys));
  return ok({
    hits: {
      total: { value: hits.length, relation: "eq" },
      hits: sorted.slice(0, size).map(({ hit, keys }) => ({ _id: hit.id, _source: hit.source, sort: keys })),
    },
    aggregations: aggregate(
      aggs,
      all.map(({ source }) => source),
    ),
  });
}

export async function startFakeOpenSearch(): Promise<FakeOpenSearch> {
  const state = new State();
  let forced: number | undefined;
  const serve: RequestListener = (request, response) => void reply(request, response);
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const text = await textOf(request);
    const { status, body } =
      forced === undefined
        ? answer(state, { method: request.method ?? "", path, text })
        : { status: forced, body: { error: { type: "forced" }, status: forced } };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    answerWith: (status) => {
      forced = status;
    },
    forgetAliases: () => state.aliases.clear(),
    refuseDocuments: (isRefusing) => {
      state.isRefusing = isRefusing;
    },
    indices: () => [...state.indices.keys()],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
